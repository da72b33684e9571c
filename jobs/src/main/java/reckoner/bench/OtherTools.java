package reckoner.bench;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** hledger and beancount, where they are installed, on entries with a balance assertion for each. */
final class OtherTools {

    static final int ROWS = 100_000;
    private static final int ACCOUNTS = 1_000;
    private static final LocalDate START = LocalDate.parse("2020-01-01");

    private final Path folder;

    OtherTools(Path folder) {
        this.folder = folder;
    }

    /** Milliseconds that hledger takes to check the journal; empty where it is not installed. */
    OptionalLong hledger() {
        return timed("hledger", "bench.journal", OtherTools::journal, List.of("hledger", "check", "-f"));
    }

    /** Milliseconds that beancount takes; empty where it is not installed. */
    OptionalLong beancount() {
        return timed("bean-check", "bench.beancount", OtherTools::beans, List.of("bean-check", "--no-cache"));
    }

    private interface Writing {
        void to(BufferedWriter out) throws IOException;
    }

    private OptionalLong timed(String program, String name, Writing writing, List<String> command) {
        if (!isInstalled(program)) {
            return OptionalLong.empty();
        }
        Path file = folder.resolve(name);
        try {
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                writing.to(out);
            }
            Path said = folder.resolve(name + ".out");
            ProcessBuilder process = new ProcessBuilder(java.util.stream.Stream.concat(command.stream(), java.util.stream.Stream.of(file.toString())).toList())
                    .redirectErrorStream(true).redirectOutput(said.toFile());
            process.environment().put("LC_ALL", "C.UTF-8");
            long start = System.nanoTime();
            int code = process.start().waitFor();
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            if (code != 0) {
                throw new IllegalStateException(program + " ended with " + code + ": " + Files.readString(said).lines().limit(3).toList());
            }
            return OptionalLong.of(millis);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static void journal(BufferedWriter out) throws IOException {
        for (int row = 0; row < ROWS; row++) {
            int account = row % ACCOUNTS;
            int nth = row / ACCOUNTS + 1;
            out.write("%s T%d\n  assets:b%d  -0.01 USD = %s USD\n  expenses:ai  0.01 USD\n\n"
                    .formatted(START.plusDays(nth - 1), row, account, cents(-nth)));
        }
    }

    /** One entry of an account a day, because an assertion is for the start of a day. */
    private static void beans(BufferedWriter out) throws IOException {
        out.write("2019-01-01 open Expenses:AI USD\n");
        for (int account = 0; account < ACCOUNTS; account++) {
            out.write("2019-01-01 open Assets:B%d USD\n".formatted(account));
        }
        for (int row = 0; row < ROWS; row++) {
            int account = row % ACCOUNTS;
            int nth = row / ACCOUNTS + 1;
            out.write("%s * \"T%d\"\n  Assets:B%d  -0.01 USD\n  Expenses:AI  0.01 USD\n%s balance Assets:B%d %s USD\n"
                    .formatted(START.plusDays(nth - 1), row, account, START.plusDays(nth), account, cents(-nth)));
        }
    }

    private static String cents(int cents) {
        return java.math.BigDecimal.valueOf(cents, 2).toPlainString();
    }
}
