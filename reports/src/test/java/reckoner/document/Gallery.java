package reckoner.document;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import reckoner.statement.Bucket;
import reckoner.statement.Change;
import reckoner.statement.CheckNotRun;
import reckoner.statement.EventReport;
import reckoner.statement.Finding;
import reckoner.statement.LineKind;
import reckoner.statement.ReconciliationReport;
import reckoner.statement.ReconciliationSamples;
import reckoner.statement.Samples;
import reckoner.statement.Restatement;
import reckoner.statement.Statement;
import reckoner.statement.StatementLine;
import reckoner.statement.Verdict;

/** Write one document of each difficult shape into a folder, to be looked at; run it after any change of a layout. */
final class Gallery {

    /** As reconciliation writes it, beside the gap and in the list of discrepancies. */
    private static final String RENEWAL =
            "50.00 left the balance between TX-7710 and TX-7711 without an entry; it is the amount of a subscription renewal.";

    private Gallery() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Branding branding = arguments.length > 1 ? Branding.load(Path.of(arguments[1])) : Branding.standard();
        write(Samples.month(260), branding, folder, "month");
        write(Samples.statement("25.00", List.of()), branding, folder, "empty");
        write(Samples.statement("25.00", List.of(Samples.line("2026-03-05T10:00:00Z", "TX-1", LineKind.USE, "0.45", "24.55",
                "Spring Gala 2026", "AI Image To Video (Kling)", "Kling"))), branding, folder, "single");
        write(difficult(), branding, folder, "difficult");
        write(difficult(), branding.in(Language.DE).on(Paper.LETTER), folder, "difficult-de-letter");
        write(scripts(), branding, folder, "scripts");
        write(Samples.month(40), branding.in(Language.FR), folder, "month-fr");
        write(Samples.month(40), branding.in(Language.ES), folder, "month-es");
        Documents documents = Documents.create();
        for (int found : List.of(0, 1, 18, 2_000)) {
            ReconciliationReport report = ReconciliationSamples.report(found, found == 1);
            try (OutputStream pdf = Files.newOutputStream(folder.resolve("reconciliation-" + found + ".pdf"));
                    OutputStream xlsx = Files.newOutputStream(folder.resolve("reconciliation-" + found + ".xlsx"))) {
                documents.pdf(report, branding, pdf);
                documents.workbook(report, branding, xlsx);
            }
        }
        EventReport event = Samples.event(140);
        try (OutputStream pdf = Files.newOutputStream(folder.resolve("event.pdf"));
                OutputStream xlsx = Files.newOutputStream(folder.resolve("event.xlsx"))) {
            documents.pdf(event, branding, pdf);
            documents.workbook(event, branding, xlsx);
        }
    }

    /** Return a draft with discrepancies, a negative balance, long and foreign names, many engines and a late restatement. */
    static Statement difficult() {
        List<StatementLine> lines = new ArrayList<>();
        BigDecimal balance = new BigDecimal("12.50");
        for (int i = 0; i < 60; i++) {
            String engine = "Engine " + (char) ('A' + i % 13) + (i % 13 == 0 ? " with quite a long name of its own 4.5 Turbo" : "");
            BigDecimal price = new BigDecimal(i % 7 == 0 ? "0.3125" : "0.35");
            balance = balance.subtract(price);
            lines.add(new StatementLine(Instant.parse("2026-03-02T08:00:00Z").plusSeconds(i * 37_000L), "TX-77" + i, "EV-" + i % 4,
                    i % 4 == 0 ? "Jahreshauptversammlung der Donaudampfschifffahrtsgesellschaftskapitäne und Freunde 2026, Saal 4"
                            : i % 4 == 1 ? "حفل الربيع" : i % 4 == 2 ? "春のガラ 🎉" : "Gala",
                    "AI Modify (" + engine + ")", engine, "Consume", "Success", BigDecimal.ONE, price, price.negate(), balance,
                    LineKind.USE, null));
            if (i == 10) {
                balance = balance.subtract(new BigDecimal("50.00"));
                lines.add(new StatementLine(Instant.parse("2026-03-06T14:46:40Z"), "", null, null, "Not in the ledger", "", "Unknown",
                        "Unknown", BigDecimal.ONE, new BigDecimal("50.00"), new BigDecimal("-50.00"), balance, LineKind.UNEXPLAINED,
                        RENEWAL));
            }
            if (i == 12) {
                balance = balance.subtract(price);
                lines.add(new StatementLine(Instant.parse("2026-03-07T12:00:00Z"), "TX-F1", "EV-1", "Gala", "AI Draw Me", "AI Draw Me",
                        "Consume", "Failed", BigDecimal.ONE, price, price.negate(), balance, LineKind.FAILED, null));
            }
        }
        Verdict verdict = new Verdict(Verdict.Outcome.DISCREPANCIES, Samples.ISSUED, List.of("running_balance", "failed_but_charged"),
                List.of(new CheckNotRun("payment_not_credited", "no payments feed"), new CheckNotRun("usage_not_billed", "no usage feed")),
                List.of(new Finding("D-17", "running_balance", "TX-7711", new BigDecimal("-50.00"), "renewal from credits", RENEWAL, true,
                                new Finding.Figures(new BigDecimal("8.5625"), new BigDecimal("-41.4375"), null, null, false)),
                        new Finding("D-18", "failed_but_charged", "TX-F1", new BigDecimal("-0.35"), "failed but charged",
                                "The job failed, but 0.35 were taken from the balance.", true,
                                new Finding.Figures(new BigDecimal("-41.7875"), new BigDecimal("-42.1375"), "USE-F1", null, false))));
        return new Statement(null, Samples.ISSUED, new reckoner.statement.Holder("A-2", "Gesellschaft zur Förderung sehr langer "
                + "Firmennamen in der Veranstaltungsbranche mbH & Co. KG, Niederlassung Süd", Samples.ZURICH, "USD", "PAYG"),
                Samples.MARCH, new BigDecimal("12.50"), balance, lines, Bucket.byDay(Samples.MARCH, lines), verdict, "ST-2026-000087",
                new Restatement("ST-2026-000101", Samples.ISSUED.minusSeconds(86_400), "the usage of the late shift came on 2 April",
                        new BigDecimal("12.50"), balance.add(new BigDecimal("0.35")), List.of(new Change(Change.Kind.ADDED,
                                Instant.parse("2026-03-07T12:00:00Z"), "TX-F1", "AI Draw Me", BigDecimal.ZERO, new BigDecimal("-0.35")))));
    }

    /** Return a statement with names in one script each, in two of them, and with what no font has. */
    static Statement scripts() {
        List<StatementLine> lines = new ArrayList<>();
        BigDecimal balance = new BigDecimal("25.00");
        for (String name : List.of("दीपावली उत्सव", "क्षत्रिय विज्ञान प्रदर्शनी", "महाराष्ट्र शिक्षा", "งานเลี้ยงปีใหม่", "กรุงเทพมหานคร น้ำผึ้ง ที่นี่", "אירוע אביב",
                "חגיגת יום הולדת 40", "حفل الربيع", "春のガラ", "汉字", "한글", "Ωμέγα Жёлтый", "Հայերեն", "ქართული", "Gala दीपावली 2026 🎉", "हिन्दी และ ไทย", "বাংলা")) {
            balance = balance.subtract(new BigDecimal("0.45"));
            lines.add(Samples.line("2026-03-05T10:00:%02dZ".formatted(lines.size()), "TX-" + lines.size(), LineKind.USE, "0.45", balance.toPlainString(), name,
                    "AI Image To Video (Kling)", "Kling"));
        }
        return Samples.statement("25.00", lines);
    }

    private static void write(Statement statement, Branding branding, Path folder, String name) throws IOException {
        Documents documents = Documents.create();
        try (OutputStream pdf = Files.newOutputStream(folder.resolve(name + ".pdf"));
                OutputStream xlsx = Files.newOutputStream(folder.resolve(name + ".xlsx"));
                OutputStream csv = Files.newOutputStream(folder.resolve(name + ".csv"))) {
            documents.pdf(statement, branding, pdf);
            documents.csv(statement, csv);
            documents.workbook(statement, branding, xlsx);
        }
    }
}
