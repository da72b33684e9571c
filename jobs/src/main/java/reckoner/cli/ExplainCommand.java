package reckoner.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reckoner.Failure;
import reckoner.reconcile.Discrepancies;
import reckoner.reconcile.Explanations;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {"Says why an account's balance is what it is: the opening balance, every movement by kind, event and",
            "service, what moved without an entry with its finding, and the balance they make.",
            "Example: ./run.sh explain --account ACC-01 --at 2026-03-31"})
final class ExplainCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = "--account", paramLabel = "A", required = true, description = "Whose balance.")
    String account = "";

    @Option(names = "--at", paramLabel = "INSTANT", description = {"After everything up to then: 2026-03-31T14:05:00Z, 2026-03-31T14:05 (the account's zone),",
        "or 2026-03-31 for the end of that day (default: now)."})
    @Nullable String at;

    @Option(names = "--format", paramLabel = "F", description = "text or json (default: ${DEFAULT-VALUE}).")
    OutputFormat format = OutputFormat.text;

    @Override
    public Integer call() {
        format.requireOneOf(OutputFormat.text, OutputFormat.json);
        try (var application = home.lookUpWith(Lookup.Snapshots.class, Explanations.class, Discrepancies.class)) {
            Explanations explanations = application.getBean(Explanations.class);
            ZoneId zone = explanations.zone(account);
            Instant until = at == null ? application.getBean(Clock.class).instant() : instant(at, zone);
            var explanation = explanations.explain(account, until);
            if (format == OutputFormat.json) {
                Printer.json(ExplainText.json(explanation));
            } else {
                ExplainText.print(explanation);
            }
            return 0;
        }
    }

    static Instant instant(String text, ZoneId zone) {
        List<BiFunction<String, ZoneId, Instant>> ways = List.of(
                (t, z) -> OffsetDateTime.parse(t).toInstant(),
                (t, z) -> LocalDateTime.parse(t.replace(' ', 'T')).atZone(z).toInstant(),
                (t, z) -> LocalDate.parse(t).plusDays(1).atStartOfDay(z).toInstant().minusNanos(1_000));
        for (BiFunction<String, ZoneId, Instant> way : ways) {
            try {
                return way.apply(text, zone);
            } catch (DateTimeException e) {
                // said below
            }
        }
        throw Failure.command("--at '" + text + "' is no instant. Write it like 2026-03-31T14:05:00Z, 2026-03-31T14:05 or 2026-03-31.");
    }
}
