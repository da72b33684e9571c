package reckoner.statements;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
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
 * made side by side, or were before by the parts of the run. A document that cannot be made gives its number to the next.
 */
@Component
class Issuing implements DisposableBean {

    private final Register register;
    private final Brandings brandings;
    private final Printing printing;
    private final Prepared prepared;
    private final Shelf shelf;
    private final Outcomes outcomes;
    private final ExecutorService printers =
            Executors.newFixedThreadPool(Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors())), task -> {
                Thread thread = new Thread(task, "printer");
                thread.setDaemon(true);
                return thread;
            });

    Issuing(Register register, Brandings brandings, Printing printing, Prepared prepared, Shelf shelf, Outcomes outcomes) {
        this.register = register;
        this.brandings = brandings;
        this.printing = printing;
        this.prepared = prepared;
        this.shelf = shelf;
        this.outcomes = outcomes;
    }

    @Override
    public void destroy() {
        printers.shutdown();
    }

    /** An account's statements with their files, or the reason why it has none. */
    private record Printed(Settled settled, String brandingKey, List<Document> documents) {

        boolean failed() {
            return documents.isEmpty();
        }
    }

    /** A numbered statement and what was printed of it. */
    private record Document(YearMonth month, Statement statement, Map<Format, HashedFile> files) {

        String name(Format format) {
            return IssuedFiles.name(statement, month, "_" + statement.number(), format);
        }
    }

    void close(long request, StatementsRequest asked, List<? extends Settled> chunk) {
        List<Settled> waiting = new ArrayList<>(chunk.stream().filter(settled -> !settled.toIssue().isEmpty()).toList());
        chunk.stream().filter(settled -> settled.toIssue().isEmpty()).forEach(settled -> outcomes.keep(request, settled));
        if (waiting.isEmpty()) {
            return;
        }
        long last = register.lockSeries();
        List<Printed> printed = new ArrayList<>();
        while (!waiting.isEmpty()) {
            List<Printed> round = printAll(request, waiting, last, asked.formats());
            waiting.clear();
            boolean shifted = false;
            for (Printed one : round) {
                if (one.failed()) {
                    outcomes.keep(request, one.settled());
                    shifted = true;
                } else if (shifted) {
                    waiting.add(one.settled());
                } else {
                    printed.add(one);
                    last += one.documents().size();
                }
            }
        }
        printed.forEach(one -> register(request, one));
        register.advanceSeries(last);
        putInPlaceAfterCommit(printed.stream().flatMap(one -> one.documents().stream()).toList());
    }

    private List<Printed> printAll(long request, List<Settled> waiting, long last, Set<Format> formats) {
        Brandings.Settings settings = brandings.ofSettings();
        Map<Branding, Brandings.Frozen> brands = new HashMap<>();
        List<CompletableFuture<Printed>> tasks = new ArrayList<>();
        long next = last + 1;
        for (Settled settled : waiting) {
            long first = next;
            // Kept here, for the transaction belongs to this thread.
            Branding own = settings.of(settled.toIssue().get(0).statement().holder().accountId());
            Brandings.Frozen brand = brands.computeIfAbsent(own, brandings::keep);
            tasks.add(CompletableFuture.supplyAsync(() -> print(request, settled, first, formats, brand), printers));
            next += settled.toIssue().size();
        }
        return tasks.stream().map(Issuing::join).toList();
    }

    private Printed print(long request, Settled settled, long first, Set<Format> formats, Brandings.Frozen brand) {
        try {
            List<Document> documents = new ArrayList<>();
            String previous = settled.toIssue().get(0).statement().previousNumber();
            for (Settled.Due due : settled.toIssue()) {
                Statement statement = numbered(due.statement(), Register.number(first + documents.size()), previous);
                Document document = new Document(due.month(), statement, new EnumMap<>(Format.class));
                for (Format format : Printing.formats(formats, statement.lines().size(), brand.branding())) {
                    document.files().put(format, file(request, document, brand, format));
                }
                documents.add(document);
                previous = statement.number();
            }
            return new Printed(settled, brand.key(), documents);
        } catch (Failure e) {
            throw e;
        } catch (RuntimeException e) {
            return new Printed(Settled.failed(settled.account(), e), brand.key(), List.of());
        }
    }

    /** What a part has printed with this number, else printed now. */
    private HashedFile file(long request, Document document, Brandings.Frozen brand, Format format) {
        String name = document.name(format);
        Path aside = shelf.aside(name);
        return prepared.file(request, name, brand.key()).map(ready -> ready.write(aside))
                .orElseGet(() -> printing.print(document.statement(), brand.branding(), format, aside));
    }

    static Statement numbered(Statement s, String number, @Nullable String previous) {
        return new Statement(number, s.issuedAt(), s.holder(), s.period(), s.opening(), s.closing(), s.lines(), s.timeline(),
                s.verdict(), previous, s.restates(), s.ledgerHead());
    }

    private void register(long request, Printed printed) {
        Settled settled = printed.settled();
        for (Document document : printed.documents()) {
            Statement statement = document.statement();
            if (statement.replaces() != null) {
                register.replace(statement.replaces(), Objects.requireNonNull(statement.number()));
            }
            long id = register.insert(settled.account(), document.month(), statement, printed.brandingKey());
            document.files().forEach((format, file) -> register.insertFile(id, format, document.name(format), file));
        }
        outcomes.keep(request, Settled.of(settled.account(), settled.outcome(), printed.documents().get(0).statement().number(), replaced(printed.documents())));
    }

    /** Which statements were replaced by which, null for none. */
    private static @Nullable String replaced(List<Document> documents) {
        String words = documents.stream()
                .filter(one -> one.statement().replaces() != null)
                .map(one -> "%s: %s replaces %s".formatted(one.month(), one.statement().number(), one.statement().replaces()))
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? null : words;
    }

    private void putInPlaceAfterCommit(List<Document> documents) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                documents.forEach(document -> document.files().forEach((format, file) -> shelf.put(file, document.name(format))));
            }
        });
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
