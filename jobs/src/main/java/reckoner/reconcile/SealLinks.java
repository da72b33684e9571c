package reckoner.reconcile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reckoner.seal.EntryContent;

/**
 * Follows the seals of entries in the order of their numbers. Every seal is made with the one that is stored in the entry
 * before, so that a part of the ledger can be followed without the parts before it.
 */
final class SealLinks {

    private final SealedNames names;
    private final EntryContent content = new EntryContent();
    private final byte[] before = new byte[EntryContent.SEAL];
    private final byte[] lastGood = new byte[EntryContent.SEAL];
    private final Map<Integer, OfLoad> loads = new HashMap<>();
    private final Doubts doubts = new Doubts();
    private boolean followsAnother;
    private boolean isBeforeSealed;
    private boolean isInOrder = true;
    private long newest = Long.MIN_VALUE;
    private int load = Integer.MIN_VALUE;
    private long entriesOfLoad;
    /** The first entry of a part, which follows from the last one of another. */
    private @Nullable SweptEntry first;

    /** @param lastSeal of the last entry; null: it has none */
    record OfLoad(long entries, byte @Nullable [] lastSeal) {}

    SealLinks(SealedNames names) {
        this.names = names;
    }

    /** Begin behind an entry; null: behind none. */
    void beginAfter(byte @Nullable [] seal) {
        followsAnother = true;
        isBeforeSealed = seal != null;
        if (seal != null) {
            System.arraycopy(seal, 0, before, 0, EntryContent.SEAL);
            System.arraycopy(seal, 0, lastGood, 0, EntryContent.SEAL);
        }
    }

    void take(SweptEntry entry) {
        if (entry.load != load) {
            keepLoad();
            load = entry.load;
        }
        if (followsAnother) {
            follow(entry);
        } else {
            first = entry.copy();
            followsAnother = true;
            entry.copySeal(lastGood);
        }
        isInOrder &= entry.entry > newest;
        newest = entry.entry;
        isBeforeSealed = entry.copySeal(before);
        if (!isBeforeSealed) {
            Arrays.fill(before, (byte) 0);
        }
        entriesOfLoad++;
    }

    /** One that follows from the last good one is good itself: what stands between them was put in, and is in doubt already. */
    private void follow(SweptEntry entry) {
        if (entry.isSealedAfter(before, names, content) || !Arrays.equals(lastGood, before) && entry.isSealedAfter(lastGood, names, content)) {
            entry.copySeal(lastGood);
        } else {
            doubts.add(entry, isBeforeSealed ? before.clone() : null);
        }
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

    /** Go on with a part that comes after this one. */
    void append(SealLinks later) {
        SweptEntry next = later.first;
        if (next != null) {
            follow(next);
            isInOrder &= next.entry > newest;
            newest = later.newest;
        }
        isInOrder &= later.isInOrder;
        doubts.addAll(later.doubts);
        keepLoad();
        later.loads().forEach((id, ofLoad) -> loads.merge(id, ofLoad, SealLinks::joined));
    }

    /** By the load's number. */
    Map<Integer, OfLoad> loads() {
        keepLoad();
        return loads;
    }

    /** Links that do not hold; all are in doubt where entries came out of order. */
    Doubts doubts() {
        if (!isInOrder) {
            doubts.giveUp();
        }
        return doubts;
    }
}
