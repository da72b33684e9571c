package reckoner.console;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reckoner.ledger.Money;
import reckoner.table.Figures;

/** How pages write figures: like the statements do. */
@Component("show")
public class Show {

    private static final String NOTHING = "–";

    /** Micro-credits; a dash where there are none to tell. */
    public String micros(@Nullable Long micros) {
        return micros == null ? NOTHING : Figures.money(Money.credits(micros));
    }

    public String money(@Nullable BigDecimal credits) {
        return credits == null ? NOTHING : Figures.money(credits);
    }

    public String movement(BigDecimal credits) {
        return Figures.movement(credits);
    }

    public String whole(long value) {
        return Figures.whole(value);
    }

    /** Local second. */
    public String moment(@Nullable Instant at, ZoneId zone) {
        return at == null ? NOTHING : Figures.moment(at, zone);
    }

    public String utc(@Nullable Instant at) {
        return at == null ? NOTHING : Figures.moment(at, ZoneOffset.UTC);
    }

    /** For the attribute {@code datetime}. */
    public String iso(@Nullable Instant at) {
        return at == null ? "" : at.toString();
    }

    /** Two units at most: {@code 3 min 20 s}. */
    public String duration(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return BigDecimal.valueOf(time.toMillis(), 3).setScale(1, java.math.RoundingMode.HALF_UP).toPlainString() + " s";
        }
        return seconds < 3600 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /** {@code running_balance} as people read it. */
    public String words(String key) {
        String words = key.replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** {@code ?a=b&c=d} of what is not empty. */
    static String query(Map<String, @Nullable Object> parameters) {
        String joined = parameters.entrySet().stream()
                .filter(p -> p.getValue() != null && !p.getValue().toString().isBlank())
                .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue().toString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return joined.isEmpty() ? "" : "?" + joined;
    }
}
