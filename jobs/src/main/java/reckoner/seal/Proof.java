package reckoner.seal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a proof of the whole ledger.
 *
 * @param entries that were read
 * @param broken entries whose seal does not follow
 * @param loadsAffected sealed loads of which something is not as it was sealed
 * @param findings in the order of the chain; of very many in one load the rest is in {@code broken} only
 * @param head of the last load, hexadecimal; null where nothing is sealed
 * @param outside what an outside copy of a head says; null where none was given
 * @param archived entries that are in the files of archives: of them only that the chain goes on behind them was looked at
 * @param archivedLoads loads that they are of
 */
public record Proof(long entries, long broken, int loads, long loadsAffected, List<Finding> findings, @Nullable String head,
        @Nullable Integer lastLoad, @Nullable String outside, long archived, long archivedLoads) {

    public Proof {
        findings = List.copyOf(findings);
    }

    /** Is everything as it was sealed? */
    public boolean holds() {
        return findings.isEmpty();
    }
}
