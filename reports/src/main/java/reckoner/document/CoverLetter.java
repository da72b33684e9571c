package reckoner.document;

import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import reckoner.statement.Period;

/** The words that a statement is sent with, in the language of the statement; the same words each time. */
public record CoverLetter(String subject, String text) {

    /** Write to the holder of a statement; {@code replaces} is the number of the one that it replaces, null for none. */
    public static CoverLetter of(Language language, String number, YearMonth month, @Nullable String replaces, String holder, String issuer) {
        Wording words = Wording.of(language);
        String key = replaces == null ? "letter" : "letter.restated";
        String when = words.period(Period.month(month, ZoneOffset.UTC));
        String text = holder + "\n\n" + words.say(key + ".text", number, when) + "\n"
                + (replaces == null ? "" : words.say("letter.replaces", replaces) + "\n") + "\n" + issuer + "\n";
        return new CoverLetter(words.say(key + ".subject", number, when), text);
    }
}
