package reckoner.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import reckoner.demo.Rows.LedgerRow;

/** A realistic world for trying Reckoner on, with the discrepancies in it that the checks must find. */
public final class DemoWorld {
    /** How much more than the ledger implies an account's opening balance is stated at, where that is planted. */
    static final BigDecimal OPENING_OFF = new BigDecimal("25.00");

    private final DemoSettings settings;
    private final PriceTable prices;
    private final List<DemoAccount> accounts;
    private final FaultPlan faults;
    private final List<Planted> planted = new ArrayList<>();

    private DemoWorld(DemoSettings settings) {
        this.settings = settings;
        this.prices = new PriceTable(settings);
        this.accounts = IntStream.range(0, settings.accounts())
                .mapToObj(index -> DemoAccount.of(settings, prices, index)).toList();
        this.faults = new FaultPlan(settings, prices, accounts::get);
    }

    /** Plans the world and finds where the discrepancies are; the same settings always give the same world. */
    public static DemoWorld make(DemoSettings settings) {
        DemoWorld world = new DemoWorld(settings);
        for (int account : world.faults.accounts()) {
            world.rehearse(world.accounts.get(account));
        }
        world.planted.sort(Comparator.comparing(one -> causes().indexOf(one.cause())));
        return world;
    }

    /** Returns what is planted, one of each kind that fitted into the world. */
    public List<Planted> planted() {
        return List.copyOf(planted);
    }

    /** Returns the causes of which the world is too small to contain one. */
    public List<String> leftOut() {
        if (!settings.plant()) {
            return List.of();
        }
        List<String> planted = this.planted.stream().map(Planted::cause).toList();
        return causes().stream().filter(cause -> !planted.contains(cause)).toList();
    }

    /**
     * Writes the feed files into the folder, replacing files of the same names; a month at a time, so that memory holds one month
     * of all accounts.
     *
     * @throws IOException if the folder cannot be written
     */
    public void writeTo(Path folder) throws IOException {
        List<AccountRun> runs = accounts.stream().map(this::run).toList();
        try (FeedFolder feeds = new FeedFolder(folder)) {
            feeds.writeAccounts(accounts, settings, openingsOff());
            feeds.writePrices(prices);
            for (LocalDate month : months()) {
                Rows rows = new Rows();
                runs.forEach(run -> run.play(month, rows));
                feeds.writeMonth(month, rows);
            }
        }
    }

    private void rehearse(DemoAccount account) {
        AccountRun run = run(account);
        List<LedgerRow> first = new ArrayList<>();
        for (LocalDate month : months()) {
            Rows rows = new Rows();
            run.play(month, rows);
            rows.ledger.stream().limit(1).forEach(first::add);
        }
        planted.addAll(run.planted());
        if (openingsOff().contains(account.index()) && !first.isEmpty()) {
            planted.add(openingDiffers(account, first.get(0)));
        }
    }

    private static Planted openingDiffers(DemoAccount account, LedgerRow first) {
        Fault fault = Fault.OPENING_DIFFERS;
        return new Planted(fault.words(), fault.check, account.id(), first.event(), first.id(), OPENING_OFF.negate(), fault.cause(),
                "The opening balance is stated as " + account.opening().add(OPENING_OFF) + "; the first entry implies "
                        + account.opening() + ".");
    }

    private Set<Integer> openingsOff() {
        Set<Integer> off = new HashSet<>();
        for (int account : faults.accounts()) {
            if (faults.of(account).stream().anyMatch(due -> due.fault() == Fault.OPENING_DIFFERS)) {
                off.add(account);
            }
        }
        return off;
    }

    private AccountRun run(DemoAccount account) {
        return new AccountRun(settings, account, prices, faults.of(account.index()));
    }

    private List<LocalDate> months() {
        return IntStream.range(0, settings.months()).mapToObj(settings.startsOn()::plusMonths).toList();
    }

    private static List<String> causes() {
        return Arrays.stream(Fault.values()).map(Fault::cause).toList();
    }
}
