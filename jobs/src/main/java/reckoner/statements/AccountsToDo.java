package reckoner.statements;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the accounts of a request that have no outcome yet; after a restart that is what the register says is left. */
class AccountsToDo implements ItemStreamReader<Integer> {

    private final JdbcClient database;
    private final StatementsRequest request;
    private final long number;
    private final long from;
    private final long to;
    private final Queue<Integer> waiting = new ArrayDeque<>();

    AccountsToDo(JdbcClient database, StatementsRequest request, long number) {
        this(database, request, number, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Only those with keys {@code from} to {@code to}. */
    AccountsToDo(JdbcClient database, StatementsRequest request, long number, long from, long to) {
        this.database = database;
        this.request = request;
        this.number = number;
        this.from = from;
        this.to = to;
    }

    @Override
    public void open(ExecutionContext context) {
        waiting.clear();
        waiting.addAll(keys());
    }

    List<Integer> keys() {
        return database.sql("""
                        select a.account_key
                        from account a
                        where (:every or a.account_id in (:accounts))
                          and a.account_key between :from and :to
                          and not exists (
                            select 1
                            from statement_outcome o
                            where o.request = :request
                              and o.account_key = a.account_key)
                        order by a.account_id""")
                .param("every", request.accounts().isEmpty())
                .param("accounts", request.accounts().isEmpty() ? List.of("") : request.accounts())
                .param("request", number)
                .param("from", from)
                .param("to", to)
                .query(Integer.class)
                .list();
    }

    @Override
    public @Nullable Integer read() {
        return waiting.poll();
    }
}
