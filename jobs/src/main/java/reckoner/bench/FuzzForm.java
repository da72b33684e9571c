package reckoner.bench;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Random;
import reckoner.load.CanonicalReading;

/** One way in which a file of ledger entries can be written, with a maker of good ones and a second reader of its own. */
interface FuzzForm {

    /** Of the canonical rows that both readers give. */
    String HEADER = "transaction_id,account_id,event_id,occurred_at,service,type,status,quantity,amount,balance,sequence";

    String name();

    /** As it would be delivered. */
    String fileName();

    Charset charset();

    /** A small valid file. */
    String good(Random random);

    /** The reader under test. */
    CanonicalReading reader();

    /** The rows of an accepted file in canonical form, read with nothing of the reader under test. Fails where it cannot read it. */
    List<String> secondReading(String text);
}
