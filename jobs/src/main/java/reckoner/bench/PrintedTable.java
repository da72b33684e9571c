package reckoner.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table as a suite printed it, in Markdown or with a line of dashes below its head, taken apart again for programs.
 *
 * @param rows cells as printed; a row may have fewer than there are columns
 */
record PrintedTable(List<String> columns, List<List<String>> rows) {

    private static final String DASHES = "-+( +-+)+";

    /** All tables among these lines, in their order. */
    static List<PrintedTable> in(List<String> lines) {
        List<PrintedTable> all = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            String head = lines.get(i - 1);
            if (line.startsWith("|") && line.matches("[|:\\- ]+") && head.strip().startsWith("|")) {
                all.add(new PrintedTable(marked(head), lines.stream().skip(i + 1).takeWhile(row -> row.strip().startsWith("|")).map(PrintedTable::marked).toList()));
            } else if (line.matches(DASHES) && !head.isBlank()) {
                List<int[]> spans = spans(lines.get(i));
                List<List<String>> rows = lines.stream().skip(i + 1).takeWhile(row -> !row.isBlank())
                        .filter(row -> !row.strip().matches(DASHES)).map(row -> cut(row, spans)).toList();
                all.add(new PrintedTable(cut(head, spans), rows));
                i += (int) lines.stream().skip(i + 1).takeWhile(row -> !row.isBlank()).count();
            }
        }
        return all;
    }

    private static List<String> marked(String line) {
        String inner = line.strip().replaceFirst("^\\|", "").replaceFirst("\\|$", "");
        return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
    }

    /** Where each column begins and ends; the last one goes to the end of the line. */
    private static List<int[]> spans(String dashes) {
        List<int[]> all = new ArrayList<>();
        int end = 0;
        for (int at = dashes.indexOf('-'); at >= 0; at = dashes.indexOf('-', end)) {
            end = dashes.indexOf(' ', at) < 0 ? dashes.length() : dashes.indexOf(' ', at);
            all.add(new int[] {at, end});
        }
        all.get(all.size() - 1)[1] = Integer.MAX_VALUE;
        return all;
    }

    private static List<String> cut(String line, List<int[]> spans) {
        return spans.stream().map(span -> span[0] >= line.length() ? "" : line.substring(span[0], Math.min(span[1], line.length())).strip()).toList();
    }
}
