package reckoner.archive;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Proves that the files of archives are what was taken out of the ledger. */
@Component
public class ArchiveProof {

    private final Archives archives;
    private final Taking taking;
    private final TransactionTemplate undone;

    ArchiveProof(Archives archives, Taking taking, PlatformTransactionManager transactions) {
        this.archives = archives;
        this.taking = taking;
        this.undone = new TransactionTemplate(transactions);
    }

    /** Prove every archive in force from its files; returns them. Fails as {@code INPUT} where one is not what was written. */
    public List<Archives.Archive> all() {
        List<Archives.Archive> inForce = archives.list().stream().filter(archive -> archive.state().equals("removed") || archive.state().equals("archived")).toList();
        inForce.forEach(archive -> undone.executeWithoutResult(status -> {
            status.setRollbackOnly();
            taking.prove(archive.id());
        }));
        return inForce;
    }
}
