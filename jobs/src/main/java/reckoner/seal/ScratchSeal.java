package reckoner.seal;

import org.springframework.jdbc.core.JdbcOperations;

/** Seals a ledger that was made by hand, for a self-test or a measurement; what was booked by a load has its seals already. */
public final class ScratchSeal {

    private ScratchSeal() {}

    /** Seal the first entry without a seal and all behind it. Only a superuser may do that. */
    public static void seal(JdbcOperations database) {
        database.execute("do $do$ " + EntryStream.resource("scratch") + " $do$");
    }

    /** A function of the database that does the same. */
    public static String function(String name) {
        return "create function " + name + "() returns void language plpgsql as $do$ " + EntryStream.resource("scratch") + " $do$";
    }
}
