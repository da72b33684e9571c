package reckoner.statements;

import java.util.List;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reckoner.cluster.Decisive;
import reckoner.cluster.Part;
import reckoner.cluster.Partitions;

/** What parts make ready of the reports of events, in this process or another: see {@link Prepared}. A part is one transaction. */
@Component
class EventParts {

    /** Name of the step that does a part. */
    static final String MAKE = "makeReports";

    private final JdbcClient database;
    private final Prepared prepared;
    private final EventReports reports;

    EventParts(JdbcClient database, Prepared prepared, EventReports reports) {
        this.database = database;
        this.prepared = prepared;
        this.reports = reports;
    }

    @Configuration(proxyBeanMethods = false)
    static class Steps {

        @Bean
        Decisive statementSettings(StatementSettings settings) {
            return settings::toString;
        }

        @Bean(MAKE)
        Step makeReports(Partitions partitions, EventParts parts) {
            return partitions.part(MAKE, parts::make);
        }
    }

    /** The accounts of the events to report, once for each event. */
    List<Integer> accounts(JobParameters parameters) {
        prepared.clear();
        long number = StatementsJob.number(parameters);
        List<EventGroup.Event> events = new EventsToDo(database, prepared, EventsRequest.of(parameters), number).events();
        prepared.keepEvents(number, events);
        return events.stream().map(EventGroup.Event::account).toList();
    }

    private void make(Part part, StepExecution step) {
        JobParameters parameters = step.getJobParameters();
        long number = StatementsJob.number(parameters);
        for (EventGroup group : EventsToDo.groups(prepared.events(number, part.from(), part.to()))) {
            reports.prepare(number, EventsRequest.of(parameters), group, part.at());
        }
    }
}
