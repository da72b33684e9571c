package reckoner.selftest;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import reckoner.Failure;
import reckoner.ledger.EntryStatus;
import reckoner.seal.EntryContent;
import reckoner.seal.ScratchSeal;
import reckoner.selftest.Books.Payment;
import reckoner.selftest.Books.PlanChange;
import reckoner.selftest.Books.Usage;

/** Puts books into an empty database, a table at a time, every entry sealed as by the load that would have booked it. */
final class Shelf {

    private static final String NULL = "\\N";
    private static final List<String> FEEDS = List.of("accounts", "plans", "events", "prices", "usage", "payments", "ledger");
    private static final int LEDGER_LOAD = FEEDS.size();

    private final JdbcTemplate database;
    private final Map<String, StringBuilder> tables = new HashMap<>();
    private final Map<String, Integer> services = new HashMap<>();
    private final Map<String, Integer> events = new HashMap<>();
    private final EntryContent content = new EntryContent();
    private final byte[] seal = new byte[EntryContent.SEAL];
    private int accounts;
    private int load = LEDGER_LOAD;
    private int lines;
    private long entries;

    Shelf(JdbcTemplate database) {
        this.database = database;
    }

    /** One of them is nobody's but the self-test's own. */
    int accounts() {
        return accounts - 1;
    }

    long entries() {
        return entries;
    }

    /** Take away everything that was put there and that reconciliations made of it. */
    static void clear(JdbcTemplate database) {
        database.execute("""
                do $do$
                declare
                  filled text := (
                    select string_agg(quote_ident(tablename), ', ')
                    from pg_tables
                    where schemaname = current_schema()
                      and tablename not in ('entry_type', 'entry_status')
                      and tablename !~ '^flyway_');
                begin
                  set local session_replication_role = replica;
                  execute 'truncate ' || filled || ' restart identity';
                end $do$""");
    }

    /**
     * Fails where anything is there already.
     *
     * @param oneLoadEach whether every account's ledger comes with a load of its own, instead of all with one
     */
    void put(List<Books> all, boolean oneLoadEach) {
        Long there = database.queryForObject("select count(*) from ledger_entry", Long.class);
        if (there == null || there != 0) {
            throw Failure.command("The ledger here is not empty. A self-test makes its own and works only on an empty one. Nothing was changed.");
        }
        FEEDS.forEach(this::load);
        prices(Tariff.all());
        row("account (account_key, account_id, name, time_zone, currency, opening_balance_micros, known)",
                ++accounts, "SELF-ELSE", "Self-test", Books.ZONE, "USD", 0, true);
        event("EV-SELF-ELSE", accounts, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), true);
        for (Books books : all) {
            if (oneLoadEach) {
                load("ledger");
                load++;
            }
            account(books);
        }
        write("service");
        tables.keySet().stream().sorted().toList().forEach(this::write);
        ScratchSeal.seal(database);
    }

    private void load(String feed) {
        database.update("""
                insert into load (feed, mapping, file_name, sha256, bytes, state, started_at)
                values (?, ?, ? || '-self-test.csv', 'self-test ' || ? || (select count(*) from load), 1, 'loaded', now())""", feed, feed, feed, feed);
    }

    private void account(Books books) {
        int account = ++accounts;
        row("account (account_key, account_id, name, time_zone, currency, opening_balance_micros, known)",
                account, books.account, "Self-test", Books.ZONE, books.currency, books.opening, books.known);
        event(books.event(), account, books.eventStarts, books.eventEnds, true);
        prices(books.ownPrices);
        for (PlanChange plan : books.plans) {
            row("plan_change (account_key, effective_from, plan)", account, plan.from(), plan.plan());
        }
        for (Usage usage : books.usage) {
            row("usage_record (account_key, usage_id, event_key, occurred_at, quantity_micros, load_id, line_no, service_key, status, transaction_id)",
                    account, usage.id(), eventKey(usage.event()), usage.at(), 1_000_000, 5, 1, service(usage.service()), usage.status().code(),
                    usage.transaction());
        }
        for (Payment payment : books.payments) {
            row("payment (account_key, payment_id, paid_at, amount_micros, credits_micros, status, reference, load_id, line_no)",
                    account, payment.id(), payment.at(), payment.credits(), payment.credits(), "Success", payment.reference(), 6, 1);
        }
        Map<String, Long> replaced = new HashMap<>();
        books.replaced.forEach(row -> replaced.put(row.id(), entry(row, books.account, 1)));
        List<Row> printed = new ArrayList<>(books.rows);
        printed.sort(Comparator.comparing((Row row) -> books.late.contains(row.id())).thenComparing(row -> row.at()));
        for (Row row : printed) {
            Long before = replaced.get(row.id());
            long entry = entry(row, books.account, before == null ? 1 : 2);
            if (before != null) {
                row("superseded_entry (account_key, entry_id, by_entry_id)", account, before, entry);
            }
        }
        for (String transaction : books.repeatedLines) {
            row("repeated_record (load_id, line_no, account_key, transaction_id, same_file, same_content)",
                    LEDGER_LOAD, ++lines, account, transaction, true, true);
        }
    }

    private long entry(Row row, String accountId, int version) {
        Long balance = row.status() == EntryStatus.PENDING ? null : (Long) row.balance();
        entries++;
        content.place(load, 1, entries)
                .figures(ChronoUnit.MICROS.between(Instant.EPOCH, row.at()), 1_000_000, row.amount(), row.type().code(), row.status().code(), version)
                .noNumber();
        if (balance == null) {
            content.noNumber();
        } else {
            content.number(balance);
        }
        for (String text : Arrays.asList(accountId, row.id(), row.event(), row.service())) {
            content.sealedText(EntryContent.sealed(text));
        }
        content.sealAfter(seal);
        row("""
                ledger_entry (entry_id, occurred_at, quantity_micros, amount_micros, balance_micros, account_key, event_key, load_id, line_no, \
                service_key, type, status, version, transaction_id, seal)""",
                entries, row.at(), 1_000_000, row.amount(), balance, accounts, eventKey(row.event()), load, 1,
                service(row.service()), row.type().code(), row.status().code(), version, row.id(), "\\\\x" + HexFormat.of().formatHex(seal));
        return entries;
    }

    private void prices(List<Tariff.Line> list) {
        for (Tariff.Line line : list) {
            row("price (service_key, plan, effective_from, effective_to, unit_price_micros)", service(line.service()), line.plan(),
                    line.from(), line.to().equals(Instant.MAX) ? null : line.to(), line.priceMicros());
        }
    }

    private int service(String name) {
        return services.computeIfAbsent(name, n -> {
            row("service (service_key, name, feature, engine)", services.size() + 1, n, n, n);
            return services.size() + 1;
        });
    }

    private @Nullable Integer eventKey(@Nullable String id) {
        return id == null ? null : events.containsKey(id) ? events.get(id) : Integer.valueOf(event(id, null, null, null, false));
    }

    private int event(String id, @Nullable Integer account, @Nullable Instant starts, @Nullable Instant ends, boolean known) {
        events.put(id, events.size() + 1);
        row("event (event_key, event_id, account_key, name, starts_at, ends_at, known)", events.size(), id, account, id, starts, ends, known);
        return events.size();
    }

    private void row(String table, @Nullable Object... values) {
        StringBuilder rows = tables.computeIfAbsent(table, t -> new StringBuilder());
        for (int i = 0; i < values.length; i++) {
            rows.append(i == 0 ? "" : "\t").append(values[i] == null ? NULL : values[i]);
        }
        rows.append('\n');
    }

    private void write(String beginning) {
        tables.keySet().stream().filter(table -> table.startsWith(beginning)).sorted().toList().forEach(table -> {
            String rows = tables.remove(table).toString();
            database.execute((ConnectionCallback<Long>) connection -> {
                try {
                    return connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin", new StringReader(rows));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        });
    }
}
