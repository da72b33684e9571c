package reckoner.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import reckoner.document.Language;

/**
 * One statement on its way.
 *
 * @param email of the account as it is now; null: it has none
 * @param holder account id in the frozen statement itself
 * @param language of the issued documents
 * @param attempts that were made before
 * @param doubtful an attempt began and nobody knows how it ended
 * @param enclosures the issued documents
 */
record Parcel(
        long delivery,
        Target target,
        String messageId,
        int attempts,
        boolean doubtful,
        String number,
        String month,
        @Nullable String replaces,
        String account,
        String accountName,
        @Nullable String email,
        String holder,
        String issuer,
        Language language,
        List<Enclosure> enclosures) {

    /** A document in its place below out/, and what its bytes must hash to. */
    record Enclosure(String fileName, String sha256) {

        /** The name without its folders. */
        String name() {
            return fileName.substring(fileName.lastIndexOf('/') + 1);
        }
    }
}
