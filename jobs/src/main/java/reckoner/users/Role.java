package reckoner.users;

import java.util.Arrays;
import java.util.Locale;
import reckoner.Failure;

/** What a user may do. */
public enum Role {
    /** Own accounts only: dashboard, events, activity, prices, statements. */
    OPERATOR("own accounts only"),
    /** Every account; reconciles, works findings, issues statements, records purchases. */
    FINANCE("all accounts, reconciliation and statements"),
    /** Everything, also users, runs and the schedule. */
    ADMIN("everything, also users, runs and schedule");

    private final String words;

    Role(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** As it is typed and kept. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this key; fails as {@code COMMAND}. */
    public static Role keyed(String key) {
        return Arrays.stream(values()).filter(role -> role.key().equals(key)).findFirst()
                .orElseThrow(() -> Failure.command("There is no role '%s'. Choose finance, operator or admin.".formatted(key)));
    }
}
