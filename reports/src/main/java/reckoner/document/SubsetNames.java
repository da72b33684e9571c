package reckoner.document;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settle the names of embedded font subsets: OpenPDF draws the six letters before {@code +DejaVu} by lot each time.
 *
 * <p>The letters are replaced in place, so no offset of the file changes; any six do (ISO 32000-1, 9.6.4).
 */
final class SubsetNames {

    private static final byte[] AFTER = "+DejaVu".getBytes(StandardCharsets.US_ASCII);
    private static final int LETTERS = 6;

    private SubsetNames() {}

    /** Rename the subsets in the order of their first mention; the array is changed and returned. */
    static byte[] settled(byte[] file) {
        Map<String, byte[]> names = new LinkedHashMap<>();
        for (int at = LETTERS + 1; at <= file.length - AFTER.length; at++) {
            if (isSubset(file, at)) {
                String drawn = new String(file, at - LETTERS, LETTERS, StandardCharsets.US_ASCII);
                byte[] name = names.computeIfAbsent(drawn, lot -> letters(names.size()));
                System.arraycopy(name, 0, file, at - LETTERS, LETTERS);
            }
        }
        return file;
    }

    private static boolean isSubset(byte[] file, int at) {
        if (file[at] != '+' || file[at - LETTERS - 1] != '/') {
            return false;
        }
        for (int i = 1; i < AFTER.length; i++) {
            if (file[at + i] != AFTER[i]) {
                return false;
            }
        }
        for (int i = 1; i <= LETTERS; i++) {
            if (file[at - i] < 'A' || file[at - i] > 'Z') {
                return false;
            }
        }
        return true;
    }

    private static byte[] letters(int number) {
        byte[] letters = "RECAAA".getBytes(StandardCharsets.US_ASCII);
        letters[LETTERS - 1] = (byte) ('A' + number % 26);
        letters[LETTERS - 2] = (byte) ('A' + number / 26 % 26);
        return letters;
    }
}
