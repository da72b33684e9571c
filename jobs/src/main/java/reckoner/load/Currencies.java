package reckoner.load;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which currency the lines of a file give each account: one, or the amounts could not be added. */
final class Currencies {

    /** The line that gave an account its currency. */
    record Given(String currency, long line) {}

    private final Map<String, Given> byAccount = new LinkedHashMap<>();

    /** Take what a line says; a fault where an earlier line says something else. */
    @Nullable Fault add(CharSequence account, CharSequence currency, long line) {
        Given given = byAccount.computeIfAbsent(account.toString(), id -> new Given(currency.toString(), line));
        return given.currency().contentEquals(currency) ? null
                : new Fault("is not the currency of account %s, which line %d gives %s".formatted(Rejection.shown(account), given.line(), given.currency()),
                        "An account has one currency. Make one of each in config/feeds.yaml: account_id: {template: \"{Account}-{Currency}\"}, with the file's names");
    }

    /** By account, in the order of the file. */
    Map<String, Given> byAccount() {
        return byAccount;
    }
}
