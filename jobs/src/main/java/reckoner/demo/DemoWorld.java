package reckoner.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import reckoner.demo.Rows.LedgerRow;

/** A realistic world for trying Reckoner on, with the discrepancies in it that the checks must find. */
public final class DemoWorld {
    /** How much more than the ledger implies an account's opening balance is stated at, where that is planted. */
    static final BigDecimal OPENING_OFF = new BigDecimal("25.00");

    private static final int ROUNDS = 20;

    private final DemoSettings settings;
    private final PriceTable prices;
    private final List<DemoAccount> accounts;
    private final FaultPlan faults;
    private final Map<Integer, List<Planted>> planted = new TreeMap<>();

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
        world.faults.accounts().forEach(world::rehearse);
        for (int round = 1; round < settings.accounts() && round < ROUNDS; round++) {
            world.missing().forEach(world::passOn);
        }
        return world;
    }

    /** Returns what is planted, one of each kind that fitted into the world. */
    public List<Planted> planted() {
        List<Planted> all = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            planted.values().stream().flatMap(List::stream).filter(one -> one.cause().equals(fault.cause())).forEach(all::add);
        }
        return all;
    }

    /** Returns the causes of which the world is too small to contain one. */
    public List<String> leftOut() {
        return missing().stream().map(Fault::cause).toList();
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

    private List<Fault> missing() {
        List<String> causes = planted().stream().map(Planted::cause).toList();
        return Arrays.stream(Fault.values()).filter(fault -> settings.plant() && !causes.contains(fault.cause())).toList();
    }

    private void passOn(Fault fault) {
        OptionalInt before = faults.holder(fault);
        faults.passOn(fault);
        OptionalInt after = faults.holder(fault);
        before.ifPresent(this::rehearse);
        after.ifPresent(this::rehearse);
    }

    /** Plays one account without printing it, to learn what will be planted where. */
    private void rehearse(int index) {
        DemoAccount account = accounts.get(index);
        AccountRun run = run(account);
        List<LedgerRow> first = new ArrayList<>();
        for (LocalDate month : months()) {
            Rows rows = new Rows();
            run.play(month, rows);
            rows.ledger.stream().limit(1).forEach(first::add);
        }
        List<Planted> found = new ArrayList<>(run.planted());
        if (openingsOff().contains(index) && !first.isEmpty()) {
            found.add(openingDiffers(account, first.get(0)));
        }
        planted.put(index, found);
    }

    private static Planted openingDiffers(DemoAccount account, LedgerRow first) {
        Fault fault = Fault.OPENING_DIFFERS;
        return new Planted(fault.words(), fault.check, account.id(), first.event(), first.id(), OPENING_OFF.negate(), fault.cause(),
                "The opening balance is stated as " + account.opening().add(OPENING_OFF) + "; the first entry implies "
                        + account.opening() + ".");
    }

    private Set<Integer> openingsOff() {
        OptionalInt holder = faults.holder(Fault.OPENING_DIFFERS);
        return holder.isPresent() ? Set.of(holder.getAsInt()) : Set.of();
    }

    private AccountRun run(DemoAccount account) {
        return new AccountRun(settings, account, prices, faults.of(account.index()));
    }

    private List<LocalDate> months() {
        return IntStream.range(0, settings.months()).mapToObj(settings.startsOn()::plusMonths).toList();
    }
}
