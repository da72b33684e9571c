package reckoner.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import reckoner.statement.Samples;
import reckoner.statement.Statement;

/** Measure how fast documents are made; run by hand. */
final class Speed {

    private interface Making {
        void write(OutputStream out) throws IOException;
    }

    private Speed() {}

    public static void main(String[] arguments) throws IOException {
        Documents documents = Documents.create();
        Branding branding = Branding.standard();
        Statement fifty = Samples.month(50);
        for (int round = 1; round <= 4; round++) {
            report("50 lines, PDF, round " + round, 60, out -> documents.pdf(fifty, branding, out));
            report("50 lines, XLSX, round " + round, 20, out -> documents.workbook(fifty, branding, out));
        }
        Statement many = Samples.month(10_000);
        report("10,000 lines, PDF", 1, out -> documents.pdf(many, branding, out));
        report("10,000 lines, XLSX", 1, out -> documents.workbook(many, branding, out));
        report("10,000 lines, CSV", 1, out -> documents.csv(many, out));
        Statement most = Samples.month(900_000);
        report("900,000 lines, refusing none", 1, out -> new Statement(most.number(), most.issuedAt(), most.holder(), most.period(),
                most.opening(), most.closing(), most.lines(), most.timeline(), most.verdict(), null, null));
    }

    private static void report(String what, int times, Making making) throws IOException {
        long start = System.nanoTime();
        // On a busy machine, the time on the processor says more than the time on the clock.
        long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        int size = 0;
        for (int i = 0; i < times; i++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            making.write(out);
            size = out.size();
        }
        double seconds = (System.nanoTime() - start) / 1e9 / times;
        double busy = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor) / 1e9 / times;
        System.out.printf(Locale.ROOT, "%-28s %8.4f s on the clock %8.4f s on the processor %,10d bytes%n", what, seconds, busy, size);
    }
}
