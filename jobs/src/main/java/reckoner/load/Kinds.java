package reckoner.load;

import static reckoner.load.Kind.Storage.CODE;
import static reckoner.load.Kind.Storage.INSTANT;
import static reckoner.load.Kind.Storage.MICROS;
import static reckoner.load.Kind.Storage.TEXT;
import static reckoner.load.Kind.Storage.WHOLE;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;

/** The kinds of the native feeds. What they do not know is refused, never guessed. */
final class Kinds {

    private static final int LONGEST_ID = 64;
    private static final int LONGEST_NAME = 200;
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> !zone.startsWith("SystemV/"))
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> CURRENCIES =
            Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> PAYMENT_STATES = Set.of("Success", "Failed", "Pending", "Refunded");
    private static final Set<String> NULLS = Set.of("NULL", "null", "\\N");

    static final Kind ID = new Kind(TEXT, Kinds::id);
    static final Kind NAME = new Kind(TEXT, Kinds::name);
    static final Kind ZONE = new Kind(TEXT, (text, cell) -> listed(ZONES, text, cell,
            "is no time zone of the IANA list", "Write a region such as Europe/Berlin, or UTC"));
    static final Kind CURRENCY = new Kind(TEXT, (text, cell) -> listed(CURRENCIES, text, cell,
            "is no currency of ISO 4217", "Write three capital letters such as USD"));
    static final Kind EMAIL = new Kind(TEXT, Kinds::email);
    static final Kind PAYMENT_STATUS = new Kind(TEXT, (text, cell) -> listed(PAYMENT_STATES, text, cell,
            "is no status of a payment", "Known are Success, Failed, Pending, Refunded"));
    static final Kind MONEY = new Kind(MICROS, Decimals::money);
    static final Kind MAGNITUDE = new Kind(MICROS, Decimals::magnitude);
    static final Kind QUANTITY = new Kind(MICROS, Decimals::quantity);
    static final Kind SEQUENCE = new Kind(WHOLE, Decimals::sequence);
    static final Kind COUNT = SEQUENCE;
    static final Kind TIME = new Kind(INSTANT, Instants::read);
    static final Kind TYPE = code("type", EntryType.values(), EntryType::title, EntryType::code);
    static final Kind STATUS = code("status", EntryStatus.values(), EntryStatus::title, EntryStatus::code);

    private Kinds() {}

    private static @Nullable Fault id(CharSequence text, Cell cell) {
        if (text.length() > LONGEST_ID) {
            return new Fault("is longer than " + LONGEST_ID + " characters", "Shorten the id at the source");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                    || c == '_' || c == '-' || c == '.' || c == ':';
            if (!allowed) {
                return new Fault("has the character '" + Rejection.shown(String.valueOf(c)) + "', which no id may have",
                        "Use ASCII letters, digits and _ - . : only");
            }
        }
        return nothing(text, cell);
    }

    /** Text, unless it is another system's word for nothing: that is an empty field here. */
    private static @Nullable Fault nothing(CharSequence text, Cell cell) {
        cell.set(text);
        return text.length() <= 4 && NULLS.contains(text.toString())
                ? new Fault("is no value", "Leave the field empty where there is nothing") : null;
    }

    private static @Nullable Fault name(CharSequence text, Cell cell) {
        if (text.length() > LONGEST_NAME) {
            return new Fault("is longer than " + LONGEST_NAME + " characters", "Shorten it at the source");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                return new Fault("has a control character (\\u%04X)".formatted((int) c), "Take it out at the source");
            }
            if (Character.isSurrogate(c) && !Character.isSupplementaryCodePoint(Character.codePointAt(text, i))
                    && !(i > 0 && Character.isSurrogatePair(text.charAt(i - 1), c))) {
                return new Fault("has half a character (\\u%04X)".formatted((int) c), "Take it out at the source");
            }
        }
        return nothing(text, cell);
    }

    private static @Nullable Fault email(CharSequence text, Cell cell) {
        Fault fault = name(text, cell);
        if (fault != null) {
            return fault;
        }
        String address = text.toString();
        int at = address.indexOf('@');
        if (at < 1 || at != address.lastIndexOf('@') || at == address.length() - 1 || address.indexOf(' ') >= 0) {
            return new Fault("is no e-mail address", "Write name@host, or leave it empty");
        }
        return null;
    }

    private static @Nullable Fault listed(Set<String> list, CharSequence text, Cell cell, String reason, String remedy) {
        cell.set(text);
        return list.contains(text.toString()) ? null : new Fault(reason, remedy);
    }

    /** By the exact name: {@code consume} is not {@code Consume}. */
    private static <E> Kind code(String what, E[] values, Function<E, String> title, ToIntFunction<E> code) {
        Map<String, Integer> codes = new HashMap<>();
        Arrays.stream(values).forEach(value -> codes.put(title.apply(value), code.applyAsInt(value)));
        String all = Arrays.stream(values).map(title).collect(Collectors.joining(", "));
        return new Kind(CODE, (text, cell) -> {
            Integer known = codes.get(text.toString());
            if (known == null) {
                return new Fault("is no " + what, "Known are " + all + "; add the word to a values table in config/feeds.yaml");
            }
            cell.set(known);
            return null;
        });
    }
}
