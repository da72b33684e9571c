package reckoner.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reckoner.demo.Feeds.Line;

class DemoWorldTest {
    private static final LocalDate END = LocalDate.of(2026, 11, 1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1,12,12", "2,12,12", "3,12,12", "4,12,12", "5,12,12",
            "1,1,1", "2,1,1", "1,40,3", "1,1,12", "1,12,1", "1,3,26"})
    void withoutPlantingNothingIsOdd(long seed, int accounts, int months) throws IOException {
        DemoWorld world = DemoWorld.make(new DemoSettings(seed, accounts, months, END, false));
        world.writeTo(folder);
        assertThat(new Replay(new Feeds(folder)).odd()).isEmpty();
        assertThat(world.planted()).isEmpty();
        assertThat(world.leftOut()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"6,12,12", "7,12,12", "8,12,12", "9,12,12", "10,12,12",
            "1,40,3", "1,1,1", "2,1,1", "1,1,12", "1,12,1", "1,3,26"})
    void withPlantingExactlyWhatIsListedIsOdd(long seed, int accounts, int months) throws IOException {
        DemoWorld world = DemoWorld.make(new DemoSettings(seed, accounts, months, END, true));
        world.writeTo(folder);
        Feeds feeds = new Feeds(folder);
        assertThat(new Replay(feeds).odd()).isEqualTo(oddities(world.planted(), feeds));
        assertThat(Stream.concat(world.planted().stream().map(Planted::cause), world.leftOut().stream()))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Fault.values()).map(Fault::cause).toList());
        assertThat(neighboursInTime(world.planted(), feeds)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aYearOfTwelveAccountsHasOneOfEachKind(long seed) {
        DemoWorld world = DemoWorld.make(new DemoSettings(seed, 12, 12, END, true));
        assertThat(world.planted()).extracting(Planted::cause)
                .containsExactlyElementsOf(Arrays.stream(Fault.values()).map(Fault::cause).toList());
        assertThat(world.planted()).extracting(Planted::account).doesNotContainNull()
                .satisfies(accounts -> assertThat(Set.copyOf(accounts)).hasSizeGreaterThan(8));
    }

    @Test
    void aSmallWorldSaysWhatItHasNoRoomFor() {
        DemoWorld world = DemoWorld.make(new DemoSettings(1, 1, 1, END, true));
        assertThat(world.planted()).hasSizeGreaterThan(10);
        assertThat(world.leftOut()).contains("no_price_at_time").doesNotContain("missing_entry");
    }

    @Test
    void theStandardWorldHasTheSizeAndVarietyOfAYear() throws IOException {
        DemoWorld.make(DemoSettings.standard()).writeTo(folder);
        Feeds feeds = new Feeds(folder);
        List<Line> ledger = feeds.lines("ledger");
        assertThat(ledger).hasSizeBetween(15_000, 30_000);
        assertThat(feeds.lines("accounts")).hasSize(12);
        assertThat(feeds.lines("events")).hasSizeGreaterThanOrEqualTo(40);
        assertThat(texts(feeds.lines("plans"), "plan")).containsExactly("Basic", "PAYG", "Pro");
        assertThat(texts(feeds.lines("prices"), "effective_from")).hasSizeGreaterThanOrEqualTo(12);
        assertThat(texts(ledger, "type")).containsExactly("Add", "Consume", "Coupon", "Refund");
        assertThat(texts(ledger, "status")).containsExactly("Failed", "Success");
        assertThat(texts(ledger, "service")).containsAll(Arrays.stream(Service.values()).map(service -> service.label).toList())
                .contains("Auto recharge", "Credit purchase", "Coupon");
        assertThat(ledger.stream().map(line -> YearMonth.from(line.time("occurred_at").atOffset(ZoneOffset.UTC))).distinct())
                .hasSize(12);
        assertThat(ledger.stream().filter(line -> line.text("status").equals("Failed") && line.number("amount").signum() > 0))
                .hasSizeGreaterThan(20);
    }

    @Test
    void someSecondsHoldSeveralEntriesAndSomeOfThemStandBackwards() throws IOException {
        DemoWorld.make(new DemoSettings(1, 12, 12, END, false)).writeTo(folder);
        Map<String, List<Line>> seconds = new Feeds(folder).lines("ledger").stream()
                .collect(Collectors.groupingBy(line -> line.text("account_id") + line.text("occurred_at")));
        List<List<Line>> shared = seconds.values().stream().filter(lines -> lines.size() > 1).toList();
        assertThat(shared).hasSizeGreaterThan(1000);
        assertThat(shared.stream().filter(lines -> lines.get(0).number("balance").compareTo(lines.get(1).number("balance")) < 0
                && lines.stream().allMatch(line -> line.text("type").equals("Consume")))).hasSizeGreaterThan(500);
    }

    @Test
    void theSameSettingsGiveTheSameBytesInAnyZoneAndLanguage() throws IOException {
        Locale language = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Map<String, String> here = hashes(folder.resolve("here"));
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
            assertThat(hashes(folder.resolve("there"))).isEqualTo(here).hasSize(5 + 2 * 3 + 1);
        } finally {
            Locale.setDefault(language);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void anotherSeedGivesAnotherWorld() throws IOException {
        DemoWorld.make(new DemoSettings(1, 2, 1, END, false)).writeTo(folder.resolve("one"));
        DemoWorld.make(new DemoSettings(2, 2, 1, END, false)).writeTo(folder.resolve("two"));
        assertThat(folder.resolve("one/ledger-2026-10.csv")).isRegularFile();
        assertThat(Files.mismatch(folder.resolve("one/ledger-2026-10.csv"), folder.resolve("two/ledger-2026-10.csv")))
                .isNotNegative();
    }

    @Test
    void printsWhatTheFeedFormatAsksFor() throws IOException {
        DemoWorld.make(DemoSettings.standard()).writeTo(folder);
        Pattern id = Pattern.compile("[A-Z0-9_-]{1,32}");
        for (Line line : new Feeds(folder).lines("ledger")) {
            assertThat(line.text("amount")).matches("[0-9]+\\.[0-9]{2,6}");
            assertThat(line.text("balance")).matches("-?[0-9]+\\.[0-9]{2,6}");
            assertThat(line.text("transaction_id")).matches(id);
            assertThat(line.text("account_id")).matches(id);
        }
        assertThat(Files.readAllBytes(folder.resolve("accounts.csv"))).doesNotContain((byte) '\r');
    }

    @Test
    void refusesAWorldThatCannotBe() {
        assertThatThrownBy(() -> new DemoSettings(1, 0, 12, END, true)).hasMessage("accounts is 0; give 1 to 99999");
        assertThatThrownBy(() -> new DemoSettings(1, 1, 0, END, true)).hasMessage("months is 0; give 1 to 120");
        assertThatThrownBy(() -> new DemoSettings(1, 1, 1, LocalDate.of(2026, 11, 2), true))
                .hasMessage("endsOn is 2026-11-02; give the first day of a month");
    }

    /** What the plain replay must say about each planted discrepancy. */
    private static Set<String> oddities(List<Planted> planted, Feeds feeds) {
        List<Line> ledger = feeds.lines("ledger");
        Set<String> odd = new TreeSet<>();
        for (Planted one : planted) {
            String place = one.account() + " " + one.transaction();
            if (one.transaction() == null) {
                odd.addAll(one.check().equals("payment_not_credited") ? List.of("uncredited " + uncredited(feeds)) : unbilled(feeds));
                continue;
            }
            Line line = ledger.stream().filter(entry -> entry.text("transaction_id").equals(one.transaction())).findFirst()
                    .orElseThrow();
            odd.addAll(switch (Fault.valueOf(one.cause().toUpperCase(Locale.ROOT))) {
                case MISSING_ENTRY -> Stream.concat(Stream.of("balance " + place + " " + one.difference()), unbilled(feeds).stream()).toList();
                case RENEWAL_FROM_CREDITS, LAPSE_WITHOUT_ENTRY, WRONG_SIGN, SUCCESS_NOT_CHARGED, FAILED_BUT_CHARGED ->
                    List.of("balance " + place + " " + one.difference());
                case CHANGED_BALANCE -> List.of("balance " + place + " 3.00", "balance " + one.account() + " "
                        + after(ledger, line).text("transaction_id") + " -3.00");
                case SHIFTED_TIME -> shifted(ledger, line);
                case CHANGED_AMOUNT -> List.of("balance " + place + " " + one.difference(), "price " + place + " " + one.difference());
                case OLD_PRICE, NEW_PRICE_EARLY, OTHER_PLAN_PRICE, WRONG_PRICE -> List.of("price " + place + " " + one.difference());
                case UNKNOWN_SERVICE, NO_PRICE_AT_TIME -> List.of("unpriced " + place);
                case DUPLICATE -> List.of("balance " + place + " " + line.text("amount"), "unused " + place);
                case UNKNOWN_EVENT -> List.of("event " + place);
                case OVERDRAWN -> List.of("negative " + place + " " + one.difference());
                case OPENING_DIFFERS -> List.of("opening " + place + " " + one.difference());
                case REPEATED_RECORD -> List.of("repeated " + place);
                case NO_USAGE_RECORD, CHARGED_AGAIN -> List.of("unused " + place);
                case TRUNCATED_ID -> Stream.concat(Stream.of("unused " + place), unbilled(feeds).stream()).toList();
                case OTHER_QUANTITY -> List.of("unused " + place);
                case FAILED_JOB_BILLED -> List.of("unused " + place, "usage " + one.account() + " " + one.transaction());
                case NOT_PAID, OTHER_AMOUNT_CREDITED -> List.of("unpaid " + place);
                case AFTER_EVENT -> List.of("outside " + place);
                case SUBSCRIPTION_FROM_CREDITS -> List.of("unpriced " + place, "unused " + place);
                case NOT_BILLED, NOT_CREDITED -> throw new IllegalStateException(one.cause() + " has no entry");
            });
        }
        return odd;
    }

    /** Usage without an entry: that of a missing entry, that of one whose id is cut off, and that which was never billed. */
    private static List<String> unbilled(Feeds feeds) {
        Set<String> known = Set.copyOf(texts(feeds.lines("ledger"), "transaction_id"));
        List<Line> orphans = feeds.lines("usage").stream()
                .filter(usage -> usage.has("transaction_id") && !known.contains(usage.text("transaction_id"))).toList();
        assertThat(orphans).hasSizeBetween(1, 3);
        return orphans.stream().map(one -> "unbilled " + one.text("account_id") + " " + one.text("transaction_id")).toList();
    }

    private static String uncredited(Feeds feeds) {
        Set<String> known = Set.copyOf(texts(feeds.lines("ledger"), "transaction_id"));
        List<Line> orphans = feeds.lines("payments").stream().filter(payment -> !known.contains(payment.text("reference"))).toList();
        assertThat(orphans).hasSize(1);
        return orphans.get(0).text("payment_id");
    }

    /** A gap where the entry is missing, a break before and after where it stands, and no usage at its instant. */
    private static List<String> shifted(List<Line> ledger, Line line) {
        List<Line> own = ofAccount(ledger, line.text("account_id"));
        int at = own.indexOf(line);
        BigDecimal start = line.number("balance").add(line.number("amount"));
        int gap = at - 1;
        while (own.get(gap - 1).number("balance").compareTo(start) != 0) {
            gap--;
        }
        BigDecimal jump = line.number("balance").subtract(own.get(at - 1).number("balance"));
        return List.of(odd(own.get(gap), line.number("amount").negate()), odd(line, jump.add(line.number("amount"))),
                odd(own.get(at + 1), jump.negate()), "unused " + line.text("account_id") + " " + line.text("transaction_id"));
    }

    private static String odd(Line line, BigDecimal figure) {
        return "balance " + line.text("account_id") + " " + line.text("transaction_id") + " " + figure;
    }

    private static Line after(List<Line> ledger, Line line) {
        List<Line> own = ofAccount(ledger, line.text("account_id"));
        return own.get(own.indexOf(line) + 1);
    }

    private static List<Line> ofAccount(List<Line> ledger, String account) {
        return ledger.stream().filter(entry -> entry.text("account_id").equals(account)).toList();
    }

    /** The planted entries that share their instant with another one, or open or close their account. */
    private static List<String> neighboursInTime(List<Planted> planted, Feeds feeds) {
        List<Line> ledger = feeds.lines("ledger");
        return planted.stream().filter(one -> !one.cause().equals("opening_differs") && one.transaction() != null).filter(one -> {
            List<Line> own = ofAccount(ledger, one.account());
            List<Line> same = own.stream().filter(line -> line.text("transaction_id").equals(one.transaction())).toList();
            Line line = same.get(0);
            long copies = one.cause().equals("duplicate") || one.cause().equals("repeated_record") ? 2 : 1;
            return own.stream().filter(other -> other.time("occurred_at").equals(line.time("occurred_at"))).count() != copies
                    || line == own.get(0) || line == own.get(own.size() - 1);
        }).map(Planted::cause).toList();
    }

    private static Set<String> texts(List<Line> lines, String column) {
        return lines.stream().map(line -> line.text(column)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> hashes(Path folder) throws IOException {
        DemoWorld.make(new DemoSettings(7, 5, 3, END, true)).writeTo(folder);
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                hashes.put(file.getFileName().toString(), sha256(Files.readAllBytes(file)));
            }
        }
        return hashes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
