package reckoner.seal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.Sha256;

/** One link of the chain of loads, with what the register of loads says of its file now. */
record SealedLoad(
        int sealNo, int loadId, long entries, long firstEntry, long lastEntry, byte[] lastSeal, byte[] previousHead, byte[] head,
        long sealedAt, @Nullable String fileName, @Nullable String mapping, @Nullable String sha256, long bytes, long rowCount,
        long accepted, long rejected, long known, long skipped, @Nullable String amountMicros, @Nullable String state) {

    static final byte[] BEFORE_ALL = new byte[32];

    /** All of them, in the order in which they were booked. */
    static List<SealedLoad> all(JdbcClient database) {
        return database.sql("""
                        select s.seal_no, s.load_id, s.entries, s.first_entry, s.last_entry, s.last_seal, s.previous_head, s.head,
                          ('x' || encode(timestamptz_send(s.sealed_at), 'hex'))::bit(64)::bigint as sealed_at,
                          l.file_name, l.mapping, l.sha256, coalesce(l.bytes, 0) as bytes, coalesce(l.row_count, 0) as row_count,
                          coalesce(l.accepted_count, 0) as accepted, coalesce(l.rejected_count, 0) as rejected,
                          coalesce(l.known_count, 0) as known, coalesce(l.skipped_count, 0) as skipped,
                          l.amount_micros::text as amount_micros, l.state
                        from load_seal s
                        left join load l using (load_id)
                        order by s.seal_no""")
                .query((row, number) -> new SealedLoad(
                        row.getInt("seal_no"), row.getInt("load_id"), row.getLong("entries"), row.getLong("first_entry"),
                        row.getLong("last_entry"), row.getBytes("last_seal"), row.getBytes("previous_head"), row.getBytes("head"),
                        row.getLong("sealed_at"), row.getString("file_name"), row.getString("mapping"), row.getString("sha256"),
                        row.getLong("bytes"), row.getLong("row_count"), row.getLong("accepted"), row.getLong("rejected"),
                        row.getLong("known"), row.getLong("skipped"), row.getString("amount_micros"), row.getString("state")))
                .list();
    }

    /** Does its head follow from what is written here, behind the head {@code before}? */
    boolean isProven(byte[] before) {
        return Arrays.equals(before, previousHead) && Arrays.equals(computed(), head) && "loaded".equals(state) && entries == accepted;
    }

    /** The same bytes as {@code load_head} in the database. */
    private byte[] computed() {
        MessageDigest digest = Sha256.digest();
        digest.update(previousHead);
        digest.update(ByteBuffer.allocate(8).putInt(sealNo).putInt(loadId).array());
        for (String text : Arrays.asList(mapping, fileName, sha256)) {
            digest.update(EntryContent.sealed(text));
        }
        digest.update(longs(bytes, rowCount, accepted, rejected, known, skipped));
        digest.update(EntryContent.sealed(amountMicros));
        digest.update(longs(entries, firstEntry, lastEntry));
        digest.update(lastSeal);
        digest.update(longs(sealedAt));
        return digest.digest();
    }

    private static byte[] longs(long... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Long.BYTES);
        Arrays.stream(values).forEach(buffer::putLong);
        return buffer.array();
    }

    String hex() {
        return HexFormat.of().formatHex(head);
    }

    /** For people: the load and its file. */
    String title() {
        return "load " + loadId + (fileName == null ? "" : " (" + fileName + ")");
    }
}
