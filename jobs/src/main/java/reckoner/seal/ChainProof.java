package reckoner.seal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proves the entries of one load, handed over in the order of the chain. A link is made with the seal that the entry before
 * has now, so that one altered entry breaks one link and not all that follow.
 */
final class ChainProof {

    /** Of more broken links the rest is only counted. */
    private static final int MOST_KEPT = 50;

    private final SealedLoad load;
    private final EntryContent content = new EntryContent();
    private final List<Broken> broken = new ArrayList<>();
    private final byte[] computed = new byte[EntryContent.SEAL];
    private final long missing;
    private final Deque<ArchivedStretch> archived;
    private final List<String> unlinked = new ArrayList<>();
    private byte[] before;
    private byte @Nullable [] beforeThat;
    private byte[] lastGood;
    private @Nullable StoredEntry previous;
    private long entries;
    private long brokenLinks;

    /** An entry whose seal does not follow, and the seal that stood before it. */
    private record Broken(StoredEntry entry, byte[] before, Finding.Kind kind, String words) {

        Broken as(Finding.Kind other, String what) {
            return new Broken(entry, before, other, what);
        }
    }

    /**
     * @param before seal of the last entry of the loads before
     * @param found how many entries the load has now
     * @param archived what of it is in archives, in the order of the chain
     */
    ChainProof(SealedLoad load, byte[] before, long found, List<ArchivedStretch> archived) {
        this.load = load;
        this.before = before;
        this.lastGood = before;
        this.missing = load.entries() - found - archived.stream().mapToLong(ArchivedStretch::entries).sum();
        this.archived = new ArrayDeque<>(archived);
    }

    /** Go past what is archived before this number: it was proven when it left, and again when it comes back. */
    private void goPast(long entry) {
        for (ArchivedStretch next = archived.peek(); next != null && next.last() < entry; next = archived.peek()) {
            archived.remove();
            if (!Arrays.equals(next.sealBefore(), before)) {
                brokenLinks++;
                unlinked.add("the entries with numbers %d to %d, which are archived, do not follow from the entry before them: it was changed and sealed again, or entries were removed"
                        .formatted(next.first(), next.last()));
            }
            before = next.lastSeal();
            beforeThat = null;
            lastGood = before;
            previous = null;
        }
    }

    void take(StoredEntry entry) {
        goPast(entry.entry());
        entries++;
        byte[] seal = entry.seal();
        entry.put(content, entry.line(), entry.entry());
        if (seal == null) {
            add(entry, Finding.Kind.INSERTED, "was put in without a seal");
            return;
        }
        if (!follows(before, seal) || entry.load() != load.loadId()) {
            judge(entry, seal);
        } else {
            lastGood = seal;
        }
        beforeThat = before;
        before = seal;
        previous = entry;
    }

    private boolean follows(byte[] earlier, byte[] seal) {
        content.seal(earlier, computed);
        return Arrays.equals(computed, seal);
    }

    private void judge(StoredEntry entry, byte[] seal) {
        StoredEntry last = previous;
        if (entry.load() != load.loadId()) {
            add(entry, Finding.Kind.INSERTED, "says that it is of load " + entry.load());
        } else if (last != null && (follows(lastGood, seal) || beforeThat != null && follows(beforeThat, seal))) {
            // This one is sound: what stands between it and the one that it follows was put in.
            boolean isFlagged = !broken.isEmpty() && broken.get(broken.size() - 1).entry() == last;
            Broken inserted = new Broken(last, before, Finding.Kind.INSERTED, "was put in; the chain goes past it");
            if (isFlagged) {
                broken.set(broken.size() - 1, inserted);
            } else {
                brokenLinks++;
                broken.add(inserted);
            }
            lastGood = seal;
        } else if (missing > 0 && (last == null || Math.abs(entry.line() - last.line()) > 1)) {
            add(entry, Finding.Kind.REMOVED, "entries were removed before it" + (last == null ? ", at the beginning of the load"
                    : ", behind line %d (%s)".formatted(last.line(), last.transaction())));
        } else {
            add(entry, Finding.Kind.CHANGED, "was changed" + (last == null ? ""
                    : ", or the entry before it (line %d, %s) was changed and sealed again".formatted(last.line(), last.transaction())));
        }
    }

    private void add(StoredEntry entry, Finding.Kind kind, String words) {
        brokenLinks++;
        if (broken.size() < MOST_KEPT) {
            broken.add(new Broken(entry, before, kind, words));
        }
    }

    long entries() {
        return entries;
    }

    long brokenLinks() {
        return brokenLinks;
    }

    /** After the last entry: what is wrong with the load's entries, first things first. */
    List<Finding> findings() {
        StoredEntry lastHere = previous;
        goPast(Long.MAX_VALUE);
        previous = previous == null ? lastHere : previous;
        nameSwaps();
        List<Finding> findings = new ArrayList<>();
        unlinked.forEach(words -> findings.add(Finding.ofLoad(Finding.Kind.CHANGED, load, words)));
        broken.forEach(b -> findings.add(Finding.ofEntry(b.kind(), load, b.entry(), b.words())));
        if (missing > 0 && broken.stream().noneMatch(b -> b.kind() == Finding.Kind.REMOVED)) {
            StoredEntry last = previous;
            String place = last == null ? "" : "; the last one that is left is line %d, account %s, transaction %s"
                    .formatted(last.line(), last.account(), last.transaction());
            findings.add(Finding.ofLoad(Finding.Kind.REMOVED, load, "%,d of %,d entries were removed%s%s".formatted(missing, load.entries(),
                    Arrays.equals(before, load.lastSeal()) ? "" : " at its end", place)));
        } else if (!Arrays.equals(before, load.lastSeal()) && broken.isEmpty() && unlinked.isEmpty() && previous != null) {
            findings.add(Finding.ofEntry(Finding.Kind.CHANGED, load, previous, "was changed and sealed again; it is the last of its load"));
        }
        return findings;
    }

    /** Two entries that each say what the other one said. */
    private void nameSwaps() {
        for (int i = 0; i < broken.size(); i++) {
            for (int j = i + 1; j < broken.size(); j++) {
                Broken one = broken.get(i);
                Broken other = broken.get(j);
                if (fits(other.entry(), one) && fits(one.entry(), other)) {
                    broken.set(i, one.as(Finding.Kind.SWAPPED, "was swapped with line %d, transaction %s"
                            .formatted(other.entry().line(), other.entry().transaction())));
                    broken.set(j, other.as(Finding.Kind.SWAPPED, "was swapped with line %d, transaction %s"
                            .formatted(one.entry().line(), one.entry().transaction())));
                }
            }
        }
    }

    /** Would this entry's content make the seal at the other's place, with its line or at its number only? */
    private boolean fits(StoredEntry entry, Broken place) {
        byte[] seal = place.entry().seal();
        if (seal == null || entry.load() != place.entry().load()) {
            return false;
        }
        entry.put(content, place.entry().line(), place.entry().entry());
        if (follows(place.before(), seal)) {
            return true;
        }
        entry.put(content, entry.line(), place.entry().entry());
        return follows(place.before(), seal);
    }
}
