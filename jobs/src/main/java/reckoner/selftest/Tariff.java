package reckoner.selftest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The price list of the self-test: three services at unlike prices, one dearer without a plan, one for nothing. */
final class Tariff {

    static final String PRO = "Pro";
    static final List<String> SERVICES = List.of("AI Modify (Self-test One)", "AI Modify (Self-test Two)", "AI Combine (Self-test)");
    static final String TWO_PLANS = SERVICES.get(1);
    static final String FREE = "AI Draw Me (Self-test)";
    /** Half a cent is in its price: the price list's contract is to round it up, not to the even cent. */
    static final String TIE = "AI Combine (Self-test Tie)";
    static final long TIE_MICROS = 125_000;
    /** In the hour that does not exist in Berlin, and in the one that is there twice. */
    static final Instant SPRING = Instant.parse("2026-03-29T01:00:00Z");
    static final Instant AUTUMN = Instant.parse("2026-10-25T01:00:00Z");
    static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");

    private static final long[][] CENTS = {{15, 23, 29}, {41, 53, 47}, {62, 77, 71}};
    private static final long[] PRO_CENTS = {36, 49, 44};
    private static final long[] OWN_CENTS = {33, 45, 57};
    private static final long CENT = 10_000;

    private Tariff() {}

    /** One line of the list, micro-credits. */
    record Line(String service, String plan, Instant from, Instant to, long priceMicros) {
        Line with(Instant newFrom, Instant newTo, long micros) {
            return new Line(service, plan, newFrom, newTo, micros);
        }
    }

    static List<Line> all() {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < CENTS.length; i++) {
            lines.addAll(lines(SERVICES.get(i), "", CENTS[i]));
        }
        lines.addAll(lines(TWO_PLANS, PRO, PRO_CENTS));
        lines.addAll(lines(FREE, "", new long[3]));
        lines.add(new Line(TIE, "", BEGIN, Instant.MAX, TIE_MICROS));
        return lines;
    }

    /** Lines of a service that only one account uses. */
    static List<Line> own(String account) {
        return lines(ownService(account), "", OWN_CENTS);
    }

    static String ownService(String account) {
        return "AI Modify (Self-test of " + account + ")";
    }

    /** Price without a plan, micro-credits. */
    static long price(String service, Instant at) {
        int i = SERVICES.indexOf(service);
        return (service.equals(FREE) ? 0 : (i < 0 ? OWN_CENTS : CENTS[i])[time(at)]) * CENT;
    }

    static long proPrice(Instant at) {
        return PRO_CENTS[time(at)] * CENT;
    }

    /** Price before the last change, micro-credits. */
    static long priceBefore(String service, Instant at) {
        return CENTS[SERVICES.indexOf(service)][time(at) - 1] * CENT;
    }

    static long priceAfter(String service, Instant at) {
        return CENTS[SERVICES.indexOf(service)][time(at) + 1] * CENT;
    }

    private static List<Line> lines(String service, String plan, long[] cents) {
        return List.of(new Line(service, plan, BEGIN, SPRING, cents[0] * CENT), new Line(service, plan, SPRING, AUTUMN, cents[1] * CENT),
                new Line(service, plan, AUTUMN, Instant.MAX, cents[2] * CENT));
    }

    private static int time(Instant at) {
        return at.isBefore(SPRING) ? 0 : at.isBefore(AUTUMN) ? 1 : 2;
    }
}
