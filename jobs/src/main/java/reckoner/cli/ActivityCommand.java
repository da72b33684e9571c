package reckoner.cli;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reckoner.Failure;
import reckoner.activity.Activity;
import reckoner.activity.ActivityFilter;
import reckoner.activity.ActivityLog;
import reckoner.activity.ActivityTable;
import reckoner.activity.Names;
import reckoner.document.StreamedWorkbook;
import reckoner.ledger.DateRange;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.table.Cell;
import reckoner.table.StreamedRows;
import reckoner.table.Table;

@Command(name = "activity", mixinStandardHelpOptions = true, description = "Shows the master log of every entry, newest first.")
final class ActivityCommand implements Callable<Integer> {

    private static final int SHORT = 50;

    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = "--account", paramLabel = "ID", description = "Only this account.")
    @Nullable String account;

    @Option(names = "--event", paramLabel = "ID", description = "Only this event.")
    @Nullable String event;

    @Option(names = "--service", paramLabel = "NAME", description = "Only this service, feature or engine.")
    @Nullable String service;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only Add, Consume, Refund, Coupon, Adjustment or Expiry.")
    @Nullable String type;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only Success, Failed or Pending.")
    @Nullable String status;

    @Option(names = "--from", paramLabel = "YYYY-MM-DD", description = "First day, in the zone of each account.")
    @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "YYYY-MM-DD", description = "Last day, included.")
    @Nullable LocalDate to;

    @Option(names = "--search", paramLabel = "TEXT", description = "Beginning of a transaction id, part of a service, of an event's id or name.")
    @Nullable String search;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many rows (default: " + SHORT + " as text, else all).")
    @Nullable Integer limit;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text", description = "text, csv, json, jsonl or xlsx (default: ${DEFAULT-VALUE}).")
    OutputFormat format = OutputFormat.text;

    @Mixin
    final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        output.requireFor(format);
        if (limit != null && limit < 1) {
            throw Failure.command("--limit is " + limit + ", must be 1 or more.");
        }
        ActivityFilter filter = filter();
        try (var application = home.lookUpWith(Names.class, ActivityLog.class)) {
            Names names = application.getBean(Names.class);
            names.requireAccount(account);
            names.requireEvent(event);
            names.requireService(service);
            ActivityLog log = application.getBean(ActivityLog.class);
            if (limit == null && format != OutputFormat.text) {
                log.<Integer>read(filter, rows -> print(new StreamedRows(rows.map(this::cells).iterator())));
            } else {
                print(filter, log);
            }
            String archived = log.archived(filter);
            if (archived != null) {
                System.err.println(archived);
            }
            return 0;
        }
    }

    private ActivityFilter filter() {
        EntryType wantedType = type == null ? null : Arrays.stream(EntryType.values())
                .filter(known -> known.title().equalsIgnoreCase(type))
                .findFirst()
                .orElseThrow(() -> Failure.command("There is no type '%s'. Choose one of %s.".formatted(
                        type, String.join(", ", Arrays.stream(EntryType.values()).map(EntryType::title).toList()))));
        EntryStatus wantedStatus = status == null ? null : Arrays.stream(EntryStatus.values())
                .filter(known -> known.title().equalsIgnoreCase(status))
                .findFirst()
                .orElseThrow(() -> Failure.command("There is no status '%s'. Choose one of %s.".formatted(
                        status, String.join(", ", Arrays.stream(EntryStatus.values()).map(EntryStatus::title).toList()))));
        return new ActivityFilter(account, event, service, wantedType, wantedStatus, DateRange.between(from, to), search);
    }

    /** One more than asked for tells whether there are more. */
    private void print(ActivityFilter filter, ActivityLog log) {
        int wanted = limit == null ? SHORT : limit;
        List<Activity> rows = log.page(filter, null, wanted == Integer.MAX_VALUE ? wanted : wanted + 1);
        print(rows.stream().limit(wanted).map(this::cells).toList());
        if (rows.size() > wanted && limit == null) {
            System.err.println("These are the newest " + wanted + ". For more: --limit N, or --format csv for all.");
        }
    }

    private int print(List<List<Cell>> rows) {
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("account", account);
        about.put("event", event);
        Table table = Table.of(format == OutputFormat.xlsx ? "Activity" : "", ActivityTable.columns(format != OutputFormat.text), rows);
        output.write(out -> {
            if (format == OutputFormat.xlsx) {
                StreamedWorkbook.write(table, ExportCommand.branding(), out);
            } else {
                format.print(table, about, out);
            }
        });
        return 0;
    }

    /** The dashboard's columns are for people; programs get more. */
    private List<Cell> cells(Activity row) {
        return ActivityTable.cells(row, format != OutputFormat.text);
    }
}
