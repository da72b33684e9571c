package reckoner.statements;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import reckoner.Failure;
import reckoner.document.Branding;
import reckoner.statement.Statement;

/**
 * Closes statements: numbers, prints and registers them in the transaction of the chunk, and puts the files in place when it
 * has committed. A number is printed in the bytes, so the series stays locked while documents are made; those of a chunk are
 * made side by side. A document that cannot be made gives its number to the next.
 */
@Component
class Issuing implements DisposableBean {

    private final Register register;
    private final Brandings brandings;
    private final Printing printing;
    private final Shelf shelf;
    private final Outcomes outcomes;
    private final ExecutorService printers =
            Executors.newFixedThreadPool(Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors())), task -> {
                Thread thread = new Thread(task, "printer");
                thread.setDaemon(true);
                return thread;
            });

    Issuing(Register register, Brandings brandings, Printing printing, Shelf shelf, Outcomes outcomes) {
        this.register = register;
        this.brandings = brandings;
        this.printing = printing;
        this.shelf = shelf;
        this.outcomes = outcomes;
    }

    @Override
    public void destroy() {
        printers.shutdown();
    }

    /** A numbered statement with its files, or the reason why it has none. */
    private record Printed(Settled settled, @Nullable Statement statement, String brandingKey, Map<Format, HashedFile> files) {}

    void close(long request, StatementsRequest asked, List<? extends Settled> chunk) {
        List<Settled> waiting = new ArrayList<>(chunk.stream().filter(settled -> settled.toIssue() != null).toList());
        chunk.stream().filter(settled -> settled.toIssue() == null).forEach(settled -> outcomes.keep(request, settled));
        if (waiting.isEmpty()) {
            return;
        }
        long last = register.lockSeries();
        List<Printed> printed = new ArrayList<>();
        while (!waiting.isEmpty()) {
            List<Printed> round = printAll(waiting, last, asked);
            waiting.clear();
            boolean shifted = false;
            for (Printed one : round) {
                if (one.statement() == null) {
                    outcomes.keep(request, one.settled());
                    shifted = true;
                } else if (shifted) {
                    waiting.add(one.settled());
                } else {
                    printed.add(one);
                    last++;
                }
            }
        }
        printed.forEach(one -> register(request, asked.month(), one));
        register.advanceSeries(last);
        putInPlaceAfterCommit(asked.month(), printed);
    }

    private List<Printed> printAll(List<Settled> waiting, long last, StatementsRequest asked) {
        Brandings.Settings settings = brandings.ofSettings();
        Map<Branding, Brandings.Frozen> brands = new HashMap<>();
        List<CompletableFuture<Printed>> tasks = new ArrayList<>();
        for (int i = 0; i < waiting.size(); i++) {
            Settled settled = waiting.get(i);
            String number = Register.number(last + 1 + i);
            // Kept here, for the transaction belongs to this thread.
            Branding own = settings.of(Objects.requireNonNull(settled.toIssue()).holder().accountId());
            Brandings.Frozen brand = brands.computeIfAbsent(own, brandings::keep);
            tasks.add(CompletableFuture.supplyAsync(() -> print(settled, number, asked, brand), printers));
        }
        return tasks.stream().map(Issuing::join).toList();
    }

    private Printed print(Settled settled, String number, StatementsRequest asked, Brandings.Frozen brand) {
        try {
            Statement statement = numbered(Objects.requireNonNull(settled.toIssue()), number);
            Map<Format, HashedFile> files = new EnumMap<>(Format.class);
            for (Format format : asked.formats()) {
                files.put(format, printing.print(statement, brand.branding(), format, shelf.aside(name(statement, asked.month(), format))));
            }
            return new Printed(settled, statement, brand.key(), files);
        } catch (Failure e) {
            throw e;
        } catch (RuntimeException e) {
            return new Printed(Settled.failed(settled.account(), e), null, brand.key(), Map.of());
        }
    }

    private static Statement numbered(Statement s, String number) {
        return new Statement(number, s.issuedAt(), s.holder(), s.period(), s.opening(), s.closing(), s.lines(), s.timeline(),
                s.verdict(), s.previousNumber(), s.replaces());
    }

    private void register(long request, YearMonth month, Printed printed) {
        Statement statement = Objects.requireNonNull(printed.statement());
        long id = register.insert(printed.settled().account(), month, statement, printed.brandingKey());
        printed.files().forEach((format, file) -> register.insertFile(id, format, name(statement, month, format), file));
        outcomes.keep(request, Settled.of(printed.settled().account(), Settled.Outcome.ISSUED, statement.number(), null));
    }

    private void putInPlaceAfterCommit(YearMonth month, List<Printed> printed) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                for (Printed one : printed) {
                    Statement statement = Objects.requireNonNull(one.statement());
                    one.files().forEach((format, file) -> shelf.put(file, name(statement, month, format)));
                }
            }
        });
    }

    private static String name(Statement statement, YearMonth month, Format format) {
        return IssuedFiles.name(statement, month, "_" + statement.number(), format);
    }

    private static Printed join(CompletableFuture<Printed> task) {
        try {
            return task.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
