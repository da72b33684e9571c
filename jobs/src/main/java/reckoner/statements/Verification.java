package reckoner.statements;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.Sha256;

/** Says whether a document is ours and unchanged: its bytes are looked up in the register, its name does not matter. */
@Component
public class Verification {

    private final Register register;

    Verification(Register register) {
        this.register = register;
    }

    /**
     * What is known of one file.
     *
     * @param ours issued by us, and not a byte has changed
     * @param words for the person who asked
     */
    public record Answer(Path file, boolean ours, String words) {}

    /** Look the file up; fail as a wrong command where there is none. */
    public Answer of(Path file) {
        if (!Files.isRegularFile(file)) {
            throw Failure.command("There is no file " + file + ". Nothing was changed.");
        }
        try {
            return register.withHash(Sha256.of(file))
                    .map(issued -> new Answer(file, true, words(issued)))
                    .orElseGet(() -> new Answer(file, false, "not issued by us, or changed since"));
        } catch (IOException e) {
            throw Failure.environment("Cannot read " + file + " (" + e.getMessage() + "). Nothing was changed.", e);
        }
    }

    private static String words(Register.Issued issued) {
        String words = String.format(Locale.ROOT, "issued by us as number %s on %s for account %s (%s)%s",
                issued.number(), issued.issuedAt().atOffset(ZoneOffset.UTC).toLocalDate(), issued.account(), issued.accountName(),
                issued.month() == null ? "" : ", month " + issued.month());
        if (issued.erasedAt() != null) {
            words += "; our copy and the name of its holder were erased on " + issued.erasedAt().atOffset(ZoneOffset.UTC).toLocalDate();
        }
        return issued.replacedBy() == null ? words : words + "; replaced by " + issued.replacedBy();
    }
}
