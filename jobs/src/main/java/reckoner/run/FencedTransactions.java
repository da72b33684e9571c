package reckoner.run;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.DefaultTransactionStatus;
import reckoner.cluster.Claim;

/** Transactions of a process that may run jobs: none is committed after the run lock, or the part
 * of a run that a worker had taken, went to somebody else. */
@Component("transactionManager")
final class FencedTransactions extends JdbcTransactionManager {

    private static final long serialVersionUID = 1;

    private final transient RunLock lock;
    private final transient DataSource source;

    FencedTransactions(DataSource source, RunLock lock) {
        super(source);
        this.lock = lock;
        this.source = source;
    }

    @Override
    protected void prepareForCommit(DefaultTransactionStatus status) {
        if (status.isNewTransaction() && !status.isReadOnly()) {
            try {
                lock.fence(DataSourceUtils.getConnection(source));
                Claim.check(DataSourceUtils.getConnection(source));
            } catch (SQLException e) {
                throw translateException("run lock", e);
            }
        }
    }
}
