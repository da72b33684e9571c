package reckoner.reconcile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one reading of entries, in the order of their numbers, tells of them: for each account whether they chain as they
 * lie, and which entries could not be cleared of another price, an event that is not theirs, or a seal that does not follow.
 *
 * <p>Loads append, so an account's entries nearly always come in their order, and no sort and no index is needed. Where they do
 * not, or anything else is odd, the account is troubled and is walked in chain order afterwards, and what is in doubt is asked
 * of the database.
 *
 * <p>It may be made in parts, each of the entries of a range of numbers: what one part tells is written, and appended to what
 * those before it told.
 */
final class Sweep {

    private final Reference reference;
    private final Map<Integer, Stretch> stretches = new TreeMap<>();
    private final @Nullable Stretch[] byAccount;
    private final Doubts prices = new Doubts();
    private final Doubts events = new Doubts();
    private final SealLinks links;
    private int load = -1;
    private long toleranceMicros;
    private long newestEntry;
    private long entries;

    /**
     * @param afterEntry number that is below all of them
     */
    Sweep(Reference reference, long afterEntry) {
        this.reference = reference;
        this.byAccount = new Stretch[reference.names().accounts()];
        this.links = new SealLinks(reference.names());
        this.newestEntry = afterEntry;
    }

    /** What entries are compared with; read once for a sweep. */
    record Reference(Sources sources, PricesInForce prices, EventPeriods events, SealedNames names) {}

    /** By account. */
    Iterable<Stretch> stretches() {
        return stretches.values();
    }

    /** Highest number seen, or what the sweep began after. */
    long newestEntry() {
        return newestEntry;
    }

    long entries() {
        return entries;
    }

    Doubts prices() {
        return prices;
    }

    Doubts events() {
        return events;
    }

    SealLinks links() {
        return links;
    }

    /** Begin amid the ledger: entries before those that this is about are {@link #lead led} in first. */
    static Sweep amid(Reference reference, long afterEntry) {
        Sweep sweep = new Sweep(reference, afterEntry);
        sweep.links.beginAmid();
        return sweep;
    }

    /** Begin behind this entry, as it is. */
    void beginAfter(SweptEntry entry) {
        links.beginAfter(entry);
    }

    /** An entry shortly before: only the seals look at it. */
    void lead(SweptEntry entry) {
        links.lead(entry);
    }

    void take(SweptEntry entry) {
        if (entry.load != load) {
            load = entry.load;
            toleranceMicros = reference.sources().toleranceMicros(load);
        }
        stretch(entry.account).add(entry.entry, entry.at, entry.hasSequence ? entry.sequence : Stretch.NO_SEQUENCE,
                entry.hasBalance ? entry.balanceMicros : Stretch.NO_BALANCE, entry.effectMicros(), entry.amountMicros, toleranceMicros);
        if (entry.isCharge() && !reference.prices().isDue(entry)) {
            prices.add(entry);
        }
        if (!reference.events().isSound(entry)) {
            events.add(entry);
        }
        links.take(entry);
        newestEntry = Math.max(newestEntry, entry.entry);
        entries++;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(newestEntry);
        out.writeLong(entries);
        prices.write(out);
        events.write(out);
        links.write(out);
        out.writeInt(stretches.size());
        for (Stretch stretch : stretches.values()) {
            stretch.write(out);
        }
    }

    /** Join what {@link #write} wrote of the entries that come next. */
    void append(DataInput in) throws IOException {
        newestEntry = Math.max(newestEntry, in.readLong());
        entries += in.readLong();
        prices.append(in);
        events.append(in);
        links.append(in);
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            Stretch later = Stretch.read(in);
            Stretch here = stretches.putIfAbsent(later.account, later);
            if (here != null) {
                here.append(later);
            }
        }
    }

    private Stretch stretch(int account) {
        if (account < 0 || account >= byAccount.length) {
            return stretches.computeIfAbsent(account, Stretch::new);
        }
        Stretch stretch = byAccount[account];
        if (stretch == null) {
            stretch = new Stretch(account);
            byAccount[account] = stretch;
            stretches.put(account, stretch);
        }
        return stretch;
    }
}
