package reckoner.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reckoner.Failure;
import reckoner.Reckoner;
import reckoner.document.Branding;
import reckoner.export.Exports;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {"Hands a month to another system: charges as FOCUS 1.2 CSV, issued statements as ISO 20022 camt.053,",
            "or the sums of every day as an accounting journal in CSV."})
final class ExportCommand implements Callable<Integer> {

    /** What may be asked for, as it is typed. */
    enum Receiver {
        focus(".csv"),
        camt053(".xml"),
        journal(".csv");

        private final String extension;

        Receiver(String extension) {
            this.extension = extension;
        }
    }

    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = "--format", paramLabel = "FORMAT", required = true, description = "focus, camt053 or journal.")
    Receiver format = Receiver.focus;

    @Option(names = "--month", paramLabel = "YYYY-MM", required = true, description = "Month, in each account's own zone.")
    String month = "";

    @Option(names = "--account", paramLabel = "A", description = "Only this account; may be given several times.")
    List<String> accounts = new ArrayList<>();

    @Option(names = "--output", paramLabel = "FILE", description = "File or folder to write to (default: standard output).")
    @Nullable Path place;

    @Override
    public Integer call() throws IOException {
        YearMonth wanted = Months.of(month);
        OutputOption output = new OutputOption();
        output.file = place != null && Files.isDirectory(place) ? place.resolve(format + "-" + wanted + format.extension) : place;
        Branding branding = branding();
        try (var application = home.open()) {
            Exports exports = application.getBean(Exports.class);
            exports.requireAccounts(accounts);
            output.write(out -> {
                long count = export(exports, wanted, branding.issuer(), out);
                Printer.progress(switch (format) {
                    case focus -> count + " charges";
                    case camt053 -> count + " statements";
                    case journal -> count + " documents";
                } + " of " + wanted + (output.file == null ? "" : " in " + output.file));
            });
            return 0;
        }
    }

    private long export(Exports exports, YearMonth wanted, String issuer, OutputStream out) throws IOException {
        return switch (format) {
            case focus -> exports.focus(wanted, accounts, issuer, out);
            case camt053 -> exports.camt053(wanted, accounts, out);
            case journal -> exports.journal(wanted, accounts, out);
        };
    }

    /** Of the settings; a mistake in it is named. */
    static Branding branding() throws IOException {
        try {
            return Branding.load(Reckoner.configFolder().resolve("branding"));
        } catch (IllegalArgumentException e) {
            throw Failure.settings(e.getMessage());
        }
    }
}
