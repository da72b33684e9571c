package reckoner.reconcile;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.Home;
import reckoner.Reckoner;
import reckoner.document.Branding;
import reckoner.document.Documents;
import reckoner.reconcile.Reconciliations.CheckOutcome;
import reckoner.reconcile.Reconciliations.Result;
import reckoner.statement.CheckResult;
import reckoner.statement.Coverage;
import reckoner.statement.Discrepancy;
import reckoner.statement.ReconciliationReport;

/** Puts what a run found into a report and writes it as PDF and workbook. */
@Component
public class ReconciliationReports {

    private final JdbcClient database;
    private final Checks checks;
    private final Documents documents;
    private final Home home;

    ReconciliationReports(JdbcClient database, Checks checks, Documents documents, Home home) {
        this.database = database;
        this.checks = checks;
        this.documents = documents;
        this.home = home;
    }

    /** What writes into a file of a report. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Where reports stand unless somebody says otherwise. */
    public Path folder() {
        return home.out().resolve("reconciliation");
    }

    /** The report of a run; its times are in {@code zone}. */
    public ReconciliationReport report(Result result, ZoneId zone) {
        record Run(String scope, boolean dryRun) {}
        Run run = database.sql("select scope, dry_run from reconcile_run where run_id = :run").param("run", result.run()).query(Run.class).single();
        Map<String, String> proves = new HashMap<>();
        checks.all().forEach(check -> proves.put(check.name(), check.proves()));
        Reconciliations.Coverage c = result.coverage();
        return new ReconciliationReport(result.run(), result.asOf().truncatedTo(ChronoUnit.SECONDS), run.scope(), zone, !run.dryRun(),
                new Coverage(c.accounts(), c.entries(), plain(c.amount()), c.from(), c.to()),
                result.checks().stream().map(check -> result(check, proves.getOrDefault(check.name(), ""))).toList(),
                result.discrepancies().stream().map(ReconciliationReports::discrepancy).toList());
    }

    /** Write the report as PDF and XLSX into {@code folder}; files of that run that were there are replaced. */
    public List<Path> write(ReconciliationReport report, Path folder) {
        Branding branding = branding();
        List<Path> files = new ArrayList<>();
        files.add(write(folder.resolve("reconciliation-" + report.run() + ".pdf"), out -> documents.pdf(report, branding, out)));
        files.add(write(folder.resolve("reconciliation-" + report.run() + ".xlsx"), out -> documents.workbook(report, branding, out)));
        return files;
    }

    /** Write one file beside its place first, so that no half file is ever seen there. */
    public Path write(Path file, Content content) {
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                content.writeTo(out);
            }
            return Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Failure.environment(("Cannot write %s (%s). The reconciliation itself is kept. Make room or give the rights,"
                    + " then repeat the command with --report.").formatted(file, e.getMessage()), e);
        }
    }

    private static Branding branding() {
        Path folder = Reckoner.configFolder().resolve("branding");
        try {
            return Branding.load(folder);
        } catch (IOException | IllegalArgumentException e) {
            throw Failure.settings("The branding in %s cannot be read (%s). The reconciliation itself is kept. Correct it and repeat with --report."
                    .formatted(folder, e.getMessage()));
        }
    }

    private static CheckResult result(CheckOutcome check, String proves) {
        CheckResult.Outcome outcome = switch (check.outcome()) {
            case "agrees" -> CheckResult.Outcome.AGREES;
            case "discrepancies" -> CheckResult.Outcome.DISCREPANCIES;
            case "not_run" -> CheckResult.Outcome.NOT_RUN;
            default -> throw new IllegalStateException("check " + check.name() + " has outcome " + check.outcome());
        };
        return new CheckResult(check.name(), proves, check.severity(), outcome, check.found(), check.reason());
    }

    private static Discrepancy discrepancy(Reconciliations.Discrepancy d) {
        return new Discrepancy(d.id(), d.check(), d.severity(), d.account(), d.event(), d.transaction(), d.occurredAt(), plain(d.expected()),
                plain(d.actual()), plain(d.difference()), d.cause(), d.explanation(), NextStep.of(d), d.state());
    }

    /** Without the zeros of the database's six decimals. */
    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 2 ? stripped.setScale(2) : stripped;
    }
}
