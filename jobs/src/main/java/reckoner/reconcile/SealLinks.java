package reckoner.reconcile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import reckoner.seal.EntryContent;

/**
 * Follows the seals of entries in the order of their numbers. Every seal is made with the one that is stored in the entry
 * before, so that one altered entry leaves one link in doubt and not all that follow.
 */
final class SealLinks {

    private final SealedNames names;
    private final List<Gone> gone;
    private final EntryContent content = new EntryContent();
    private final byte[] before = new byte[EntryContent.SEAL];
    private final byte[] lastGood = new byte[EntryContent.SEAL];
    private final Map<Integer, OfLoad> loads = new TreeMap<>();
    private final Doubts doubts = new Doubts();
    private boolean isBeforeSealed;
    private boolean isInOrder = true;
    private boolean isLed = true;
    private long newest = Long.MIN_VALUE;
    private int nextGone;
    private int load = Integer.MIN_VALUE;
    private long entriesOfLoad;

    /** @param lastSeal of the last entry; null: it has none */
    record OfLoad(long entries, byte @Nullable [] lastSeal) {}

    /**
     * Entries that lay side by side and are archived: what comes after follows from the last of them.
     *
     * @param last number of it
     */
    record Gone(long last, byte[] lastSeal) {}

    SealLinks(SealedNames names) {
        this.names = names;
        this.gone = names.gone();
    }

    /** Go past what is archived before an entry. */
    private void goPast(SweptEntry entry) {
        while (nextGone < gone.size() && gone.get(nextGone).last < entry.entry) {
            Gone stretch = gone.get(nextGone++);
            if (stretch.last > newest) {
                System.arraycopy(stretch.lastSeal, 0, before, 0, before.length);
                isBeforeSealed = true;
            }
        }
    }

    /** Begin behind an entry, whose own seal is not asked about. */
    void beginAfter(SweptEntry entry) {
        pass(entry);
        entry.copySeal(lastGood);
    }

    /** Begin amid a ledger: entries are {@link #lead led} in first. */
    void beginAmid() {
        isLed = false;
    }

    /**
     * An entry shortly before those that this is about: it tells what they have to follow from, and nothing is said of itself.
     * Where none of them follows from another, all that comes is in doubt.
     */
    void lead(SweptEntry entry) {
        goPast(entry);
        if (follows(entry)) {
            entry.copySeal(lastGood);
            isLed = true;
        }
        pass(entry);
    }

    void take(SweptEntry entry) {
        goPast(entry);
        if (entry.load != load) {
            keepLoad();
            load = entry.load;
        }
        if (follows(entry)) {
            entry.copySeal(lastGood);
        } else {
            doubts.add(entry, isBeforeSealed ? before.clone() : null);
        }
        pass(entry);
        entriesOfLoad++;
    }

    private void pass(SweptEntry entry) {
        isInOrder &= entry.entry > newest;
        newest = entry.entry;
        isBeforeSealed = entry.copySeal(before);
        if (!isBeforeSealed) {
            Arrays.fill(before, (byte) 0);
        }
    }

    /** One that follows from the last good one is good itself: what stands between them was put in, and is in doubt already. */
    private boolean follows(SweptEntry entry) {
        return entry.isSealedAfter(before, names, content) || !Arrays.equals(lastGood, before) && entry.isSealedAfter(lastGood, names, content);
    }

    private void keepLoad() {
        if (entriesOfLoad > 0) {
            loads.merge(load, new OfLoad(entriesOfLoad, isBeforeSealed ? before.clone() : null), SealLinks::joined);
            entriesOfLoad = 0;
        }
    }

    private static OfLoad joined(OfLoad earlier, OfLoad later) {
        return new OfLoad(earlier.entries + later.entries, later.lastSeal);
    }

    /** By the load's number. */
    Map<Integer, OfLoad> loads() {
        keepLoad();
        return loads;
    }

    /** Links that do not hold; all are in doubt where entries came out of order. */
    Doubts doubts() {
        if (!isInOrder || !isLed) {
            doubts.giveUp();
        }
        return doubts;
    }

    void write(DataOutput out) throws IOException {
        doubts().write(out);
        out.writeInt(loads().size());
        for (Map.Entry<Integer, OfLoad> load : loads().entrySet()) {
            out.writeInt(load.getKey());
            out.writeLong(load.getValue().entries);
            Doubts.writeSeal(load.getValue().lastSeal, out);
        }
    }

    /** Add what {@link #write} wrote of the entries that come next. */
    void append(DataInput in) throws IOException {
        doubts.append(in);
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            loads.merge(in.readInt(), new OfLoad(in.readLong(), Doubts.readSeal(in)), SealLinks::joined);
        }
    }
}
