package reckoner.reconcile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reckoner.seal.EntryContent;

/** Entries that a sweep could not clear of one matter; of too many only that they are too many. */
final class Doubts {

    static final int MOST = 50_000;

    private final List<Doubt> kept = new ArrayList<>();
    private boolean tooMany;

    /**
     * @param at microseconds since 2000
     * @param sealBefore seal of the entry with the number before; null: that one has none, or the doubt is not about a seal
     */
    record Doubt(int account, long at, long entry, byte @Nullable [] sealBefore) {}

    void add(SweptEntry entry) {
        add(entry, null);
    }

    void add(SweptEntry entry, byte @Nullable [] sealBefore) {
        add(new Doubt(entry.account, entry.at, entry.entry, sealBefore));
    }

    private void add(Doubt doubt) {
        if (!tooMany && kept.size() < MOST) {
            kept.add(doubt);
        } else {
            giveUp();
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(tooMany ? MOST + 1 : kept.size());
        for (Doubt doubt : kept) {
            out.writeInt(doubt.account);
            out.writeLong(doubt.at);
            out.writeLong(doubt.entry);
            writeSeal(doubt.sealBefore, out);
        }
    }

    /** Add what {@link #write} wrote. */
    void append(DataInput in) throws IOException {
        int size = in.readInt();
        if (size > MOST) {
            giveUp();
            return;
        }
        for (int i = 0; i < size; i++) {
            add(new Doubt(in.readInt(), in.readLong(), in.readLong(), readSeal(in)));
        }
    }

    static void writeSeal(byte @Nullable [] seal, DataOutput out) throws IOException {
        out.writeBoolean(seal != null);
        if (seal != null) {
            out.write(seal);
        }
    }

    static byte @Nullable [] readSeal(DataInput in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        byte[] seal = new byte[EntryContent.SEAL];
        in.readFully(seal);
        return seal;
    }

    /** Everything is in doubt. */
    void giveUp() {
        tooMany = true;
        kept.clear();
    }

    boolean areAllKept() {
        return !tooMany;
    }

    List<Doubt> kept() {
        return kept;
    }

    @Override
    public String toString() {
        return tooMany ? "all" : String.valueOf(kept.size());
    }
}
