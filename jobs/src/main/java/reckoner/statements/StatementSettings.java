package reckoner.statements;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How months are closed.
 *
 * @param openErrors what an account gets whose period has open discrepancies of severity error
 * @param lateEntries what becomes of entries that came, or changed, after the statement of their period was issued
 */
@ConfigurationProperties(value = "reckoner.statements", ignoreUnknownFields = false)
public record StatementSettings(@DefaultValue("mark") OpenErrors openErrors, @DefaultValue("restate") LateEntries lateEntries) {

    enum OpenErrors {
        /** A statement that names them. */
        MARK,
        /** None until they are accepted or resolved. */
        HOLD
    }

    enum LateEntries {
        /** The next statement is refused until a person restates the one that they belong to. */
        RESTATE,
        /** The next statement lists them as corrections of earlier periods. */
        CORRECT
    }
}
