package reckoner.statements;

import java.util.List;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reckoner.cluster.Part;
import reckoner.cluster.Partitions;
import reckoner.document.Branding;
import reckoner.statement.Statement;

/** What parts make ready of the statements of a month, in this process or another: see {@link Prepared}. A part is one transaction. */
@Component
class StatementParts {

    /** Names of the steps that do a part. */
    static final String DECIDE = "decideStatements";
    static final String PRINT = "printStatements";

    private final JdbcClient database;
    private final Prepared prepared;
    private final Register register;
    private final StatementMaker maker;
    private final Printing printing;
    private final Brandings brandings;

    StatementParts(JdbcClient database, Prepared prepared, Register register, StatementMaker maker, Printing printing, Brandings brandings) {
        this.database = database;
        this.prepared = prepared;
        this.register = register;
        this.maker = maker;
        this.printing = printing;
        this.brandings = brandings;
    }

    @Configuration(proxyBeanMethods = false)
    static class Steps {

        @Bean(DECIDE)
        Step decideStatements(Partitions partitions, StatementParts parts) {
            return partitions.part(DECIDE, parts::decide);
        }

        @Bean(PRINT)
        Step printStatements(Partitions partitions, StatementParts parts) {
            return partitions.part(PRINT, parts::print);
        }
    }

    /** The accounts to decide about. A draft has no number to wait for, a restatement concerns few: these are left to the run. */
    List<Integer> accounts(JobParameters parameters) {
        prepared.clear();
        StatementsRequest request = StatementsRequest.of(parameters);
        return request.draft() || request.restate() != null
                ? List.of()
                : new AccountsToDo(database, request, StatementsJob.number(parameters)).keys();
    }

    private void decide(Part part, StepExecution step) {
        JobParameters parameters = step.getJobParameters();
        StatementsRequest request = StatementsRequest.of(parameters);
        long number = StatementsJob.number(parameters);
        for (int account : new AccountsToDo(database, request, number, part.from(), part.to()).keys()) {
            maker.ready(account, request, part.at())
                    .filter(due -> due.statement().lines().size() <= Prepared.LONGEST)
                    .ifPresent(due -> prepared.keep(number, account, due));
        }
    }

    /** Give out the numbers to be. */
    void number(JobParameters parameters) {
        prepared.number(StatementsJob.number(parameters), register.lastNumber());
    }

    /** The accounts whose statements have a number to be. */
    List<Integer> numbered(JobParameters parameters) {
        return prepared.numbered(StatementsJob.number(parameters), Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private void print(Part part, StepExecution step) {
        JobParameters parameters = step.getJobParameters();
        long number = StatementsJob.number(parameters);
        Brandings.Settings settings = brandings.ofSettings();
        for (int account : prepared.numbered(number, part.from(), part.to())) {
            print(number, StatementsRequest.of(parameters), prepared.numbered(number, account), settings);
        }
    }

    private void print(long request, StatementsRequest asked, Prepared.Numbered ready, Brandings.Settings settings) {
        Statement statement = Issuing.numbered(ready.statement(), Register.number(ready.number()), ready.statement().previousNumber());
        Branding brand = settings.of(statement.holder().accountId());
        for (Format format : Printing.formats(asked.formats(), statement.lines().size(), brand)) {
            String name = IssuedFiles.name(statement, ready.month(), "_" + statement.number(), format);
            Prepared.File file;
            try {
                file = Prepared.File.of(name, printing.content(statement, brand, format));
            } catch (RuntimeException e) {
                // Told when the run comes to the statement; those behind it get other numbers then.
                return;
            }
            prepared.keep(request, brandings.key(brand), file);
        }
    }
}
