package reckoner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A bank's ledger with printed balances and dates without times: nobody here knows its answer by construction. */
class BankLedgerTest {

    private static final Path FILE = Path.of(System.getProperty("reckoner.data", "../../shared/data")).resolve("berka_1993/trans.asc");

    @Test
    void no_more_breaks_remain_than_others_counted() throws IOException {
        assumeTrue(Files.exists(FILE), "not run: there is no " + FILE.toAbsolutePath().normalize());

        assertThat(breaks("0.00", OrderWindow.INSTANT)).isLessThanOrEqualTo(2_354);
        assertThat(breaks("0.10", OrderWindow.INSTANT)).isLessThanOrEqualTo(29);
        assertThat(breaks("0.10", OrderWindow.DAY)).isLessThanOrEqualTo(29);
    }

    private static long breaks(String tolerance, OrderWindow window) throws IOException {
        Map<Integer, List<LedgerEntry>> accounts = new TreeMap<>();
        List<String> lines = Files.readAllLines(FILE);
        for (int i = 1; i < lines.size() - 1; i++) {
            String[] cells = lines.get(i).replace("\"", "").split(";");
            int account = Integer.parseInt(cells[1]);
            accounts.computeIfAbsent(account, a -> new ArrayList<>()).add(new LedgerEntry(i, account, cells[0],
                    LocalDate.parse("19" + cells[2], DateTimeFormatter.BASIC_ISO_DATE).atStartOfDay().toInstant(ZoneOffset.UTC),
                    null, 0, (short) 1, cells[3].equals("PRIJEM") ? EntryType.ADD : EntryType.CONSUME, EntryStatus.SUCCESS,
                    Money.MICROS, Money.micros(cells[5]), Money.micros(cells[6]), Money.micros(tolerance)));
        }
        return accounts.values().stream()
                .flatMap(entries -> Chain.of(entries, OptionalLong.empty(), window, ZoneOffset.UTC).stream())
                .filter(Link::isBroken)
                .count();
    }
}
