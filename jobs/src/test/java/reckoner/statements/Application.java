package reckoner.statements;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.Home;
import reckoner.Reckoner;
import reckoner.database.TestDatabase;
import reckoner.document.Branding;
import reckoner.document.Documents;
import reckoner.run.Runs;
import reckoner.statement.EventReport;
import reckoner.statement.PersonalExtract;
import reckoner.statement.ReconciliationReport;
import reckoner.statement.Statement;

/** The whole application on a fresh database, in a home of its own, on 5 May 2026. */
final class Application implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-05-05T10:00:00Z");
    /** Setting of an application that does nothing in parts. */
    static final String UNDIVIDED = "undivided";
    /** An account of this name cannot be printed. */
    static final String UNPRINTABLE = "Booth unprintable";

    /** How long this process takes for a PDF; others, such as workers, are not concerned. */
    static volatile long pdfTakesMillis;

    private final ConfigurableApplicationContext context;
    final TestDatabase.Address address;
    final JdbcClient database;
    final Home home;

    Application(Path folder, String... settings) {
        address = TestDatabase.fresh();
        home = new Home(folder);
        context = new SpringApplicationBuilder(Reckoner.class, Surroundings.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .beanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE)
                // As arguments, so that a server named by the environment does not take the place of the fresh database.
                .run(Stream.concat(Stream.of(settings), Stream.of("--reckoner.home=" + folder,
                        // Few are many here: everything is made ready in parts.
                        "--reckoner.cluster.part-from=" + (Stream.of(settings).anyMatch(UNDIVIDED::equals) ? 1_000_000 : 1),
                        "--reckoner.cluster.part-size=2",
                        "--reckoner.database.url=" + address.url(),
                        "--reckoner.database.username=" + address.username(),
                        "--reckoner.database.password=" + address.password())).toArray(String[]::new));
        database = context.getBean(JdbcClient.class);
    }

    /** Not a configuration of its own, or every application that a test starts would find it. */
    static class Surroundings {

        @Bean
        @Primary
        Clock fixedClock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }

        @Bean
        @Primary
        Documents moody() {
            return new MoodyDocuments(Documents.create());
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    List<Outcomes.StatementOutcome> issue(String month, String... accounts) {
        return statements(month, Set.of(Format.PDF), false, accounts);
    }

    List<Outcomes.StatementOutcome> statements(String month, Set<Format> formats, boolean draft, String... accounts) {
        return statements(new StatementsRequest(YearMonth.parse(month), List.of(accounts), formats, draft));
    }

    List<Outcomes.StatementOutcome> restate(String month, boolean draft, String... accounts) {
        return statements(new StatementsRequest(YearMonth.parse(month), List.of(accounts), Set.of(Format.PDF), draft, "the late shift was booked"));
    }

    private List<Outcomes.StatementOutcome> statements(StatementsRequest asked) {
        Outcomes outcomes = bean(Outcomes.class);
        long request = outcomes.nextRequest();
        bean(Runs.class).start(StatementsRequest.JOB, asked.parameters(request));
        return outcomes.statements(request);
    }

    /** Issue one account's month and read back what was frozen. */
    Statement issued(String month, String account) {
        Outcomes.StatementOutcome outcome = statements(month, Set.of(Format.CSV), false, account).get(0);
        if (outcome.number() == null) {
            throw new AssertionError(outcome.toString());
        }
        return statement(outcome.number());
    }

    Statement statement(String number) {
        return bean(FrozenModels.class).read(
                database.sql("select model from statement where number = :number").param("number", number).query(String.class).single());
    }

    List<Outcomes.EventOutcome> events(@Nullable String from, @Nullable String to, String... events) {
        return shown(EventsRequest.Shown.WHOLE, from, to, events);
    }

    List<Outcomes.EventOutcome> shown(EventsRequest.Shown shown, @Nullable String from, @Nullable String to, String... events) {
        Outcomes outcomes = bean(Outcomes.class);
        long request = outcomes.nextRequest();
        EventsRequest asked = new EventsRequest(List.of(events), from == null ? null : LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to), shown, Set.of(Format.PDF, Format.CSV));
        bean(Runs.class).start(EventsRequest.JOB, asked.parameters(request));
        return outcomes.events(request);
    }

    @Override
    public void close() {
        context.close();
    }

    /** The real documents, but for one account. */
    private record MoodyDocuments(Documents real) implements Documents {

        @Override
        public void pdf(Statement statement, Branding branding, OutputStream out) throws IOException {
            if (statement.holder().name().equals(UNPRINTABLE)) {
                throw new IOException("the paper is torn");
            }
            try {
                Thread.sleep(pdfTakesMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            real.pdf(statement, branding, out);
        }

        @Override
        public void workbook(Statement statement, Branding branding, OutputStream out) throws IOException {
            real.workbook(statement, branding, out);
        }

        @Override
        public void csv(Statement statement, OutputStream out) throws IOException {
            real.csv(statement, out);
        }

        @Override
        public void pdf(EventReport report, Branding branding, OutputStream out) throws IOException {
            real.pdf(report, branding, out);
        }

        @Override
        public void workbook(EventReport report, Branding branding, OutputStream out) throws IOException {
            real.workbook(report, branding, out);
        }

        @Override
        public void csv(EventReport report, OutputStream out) throws IOException {
            real.csv(report, out);
        }

        @Override
        public void pdf(ReconciliationReport report, Branding branding, OutputStream out) throws IOException {
            real.pdf(report, branding, out);
        }

        @Override
        public void workbook(ReconciliationReport report, Branding branding, OutputStream out) throws IOException {
            real.workbook(report, branding, out);
        }

        @Override
        public void pdf(PersonalExtract extract, Branding branding, OutputStream out) throws IOException {
            real.pdf(extract, branding, out);
        }
    }
}
