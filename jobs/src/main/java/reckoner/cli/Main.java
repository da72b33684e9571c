package reckoner.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import reckoner.Failure;
import reckoner.document.SerialFilter;

/** The entry point of the command line. */
@Command(
        name = "reckoner",
        mixinStandardHelpOptions = true,
        version = "Reckoner 0.1.0",
        description = "Proves prepaid credit ledgers and prints their statements.")
public final class Main {

    private static final List<Class<?>> VERBS = List.of(
            DemoCommand.class, LoadCommand.class, FeedsCommand.class, ReconcileCommand.class, DiscrepanciesCommand.class,
            ExplainCommand.class, StatementsCommand.class, DeliverCommand.class, EventsCommand.class, TimelineCommand.class,
            ActivityCommand.class, BalanceCommand.class, PricesCommand.class, ExportCommand.class, PersonalCommand.class, CloseCommand.class,
            VerifyCommand.class, RunsCommand.class, DoctorCommand.class, ArchiveCommand.class, BackupCommand.class, RestoreCommand.class,
            ServeCommand.class, WorkerCommand.class, UsersCommand.class, ScheduleCommand.class, BenchCommand.class, WarmUpCommand.class, HelpCommand.class);

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Run one command and return its exit code; no stack trace reaches the terminal unless RECKONER_TRACE is set. */
    static int run(String... arguments) {
        SerialFilter.install();
        if (System.getProperty("reckoner.temporary") != null) {
            TemporaryFolder.claim(Path.of(System.getProperty("java.io.tmpdir")));
        }
        Locale.setDefault(Locale.ROOT);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        CommandLine commandLine = new CommandLine(new Main());
        verbs(arguments.length == 0 ? "" : arguments[0]).forEach(commandLine::addSubcommand);
        commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        Wrong.sayOf(commandLine);
        commandLine.setExecutionExceptionHandler((exception, command, parsed) -> report(exception, command));
        if (arguments.length == 0) {
            commandLine.usage(commandLine.getOut());
            return 0;
        }
        return commandLine.execute(arguments);
    }

    /** The verb alone where it is one: to read the options of all the others takes a quarter of a second. */
    private static List<Class<?>> verbs(String asked) {
        return VERBS.stream().filter(verb -> verb != HelpCommand.class && verb.getAnnotation(Command.class).name().equals(asked)).findFirst()
                .<List<Class<?>>>map(List::of).orElse(VERBS);
    }

    private static int report(Exception exception, CommandLine command) {
        Failure failure = failureIn(exception);
        if (System.getenv("RECKONER_TRACE") != null) {
            exception.printStackTrace();
        }
        command.getErr().println(failure.getMessage());
        return failure.category().exitCode();
    }

    /** The failure that is the reason, wherever a framework wrapped it; anything else is a fault of ours or of the machine. */
    private static Failure failureIn(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof Failure failure) {
                return failure;
            }
        }
        return Failures.of(exception);
    }
}
