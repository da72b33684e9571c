package reckoner.console;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.activity.ActivityFilter;
import reckoner.activity.Names;
import reckoner.ledger.DateRange;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.users.SignedIn;

/** Reads the filters of the log from an address, within what the user may see. */
@Component
class ActivityQuery {

    private static final int LONGEST = 200;

    private final Access access;
    private final EventsPage events;
    private final Names names;

    ActivityQuery(Access access, EventsPage events, Names names) {
        this.access = access;
        this.events = events;
        this.names = names;
    }

    /** The filters as they stand in an address; empty is no restriction. */
    public record Asked(@Nullable String account, @Nullable String event, @Nullable String service, @Nullable String type, @Nullable String status,
            @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from, @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to, @Nullable String search) {

        /** The same as an address, from a place on. */
        String query(@Nullable String after) {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            all.put("account", account);
            all.put("event", event);
            all.put("service", service);
            all.put("type", type);
            all.put("status", status);
            all.put("from", from);
            all.put("to", to);
            all.put("search", search);
            all.put("after", after);
            return Show.query(all);
        }

        /** The same as a command; values stand in quotes, as a shell reads them. */
        String command(String format) {
            Map<String, @Nullable Object> options = new LinkedHashMap<>();
            options.put("account", account);
            options.put("event", event);
            options.put("service", service);
            options.put("type", type);
            options.put("status", status);
            options.put("from", from);
            options.put("to", to);
            options.put("search", search);
            StringBuilder command = new StringBuilder("./run.sh activity");
            options.forEach((name, value) -> {
                if (value != null) {
                    command.append(" --").append(name).append(" '").append(String.valueOf(value).replace("'", "'\\''")).append('\'');
                }
            });
            return command + " --format " + format + " --output activity." + format;
        }
    }

    /** What was asked for, and the filter that it means. */
    record Checked(Asked asked, ActivityFilter filter) {}

    /** Fails as {@code COMMAND} where a value means nothing, as not found where it is not this user's. */
    Checked check(SignedIn me, Asked asked) {
        String account = access.chosen(me, asked.account()).map(Access.Account::id).orElse(null);
        String event = text(asked.event());
        String of = event == null ? null : events.visible(me, event).account();
        String service = text(asked.service());
        names.requireService(service);
        String search = text(asked.search());
        EntryType type = text(asked.type()) == null ? null
                : one("type", asked.type(), Stream.of(EntryType.values()).map(EntryType::title).toList().indexOf(asked.type()), EntryType.values());
        EntryStatus status = text(asked.status()) == null ? null
                : one("status", asked.status(), Stream.of(EntryStatus.values()).map(EntryStatus::title).toList().indexOf(asked.status()), EntryStatus.values());
        String within = account == null && of != null ? of : account;
        return new Checked(new Asked(account, event, service, text(asked.type()), text(asked.status()), asked.from(), asked.to(), search),
                new ActivityFilter(within, event, service, type, status, DateRange.between(asked.from(), asked.to()), search));
    }

    private static <T> T one(String what, @Nullable String asked, int index, T[] all) {
        if (index < 0) {
            throw Failure.command("There is no %s '%s'. Choose one of %s.".formatted(what, asked, Arrays.toString(all)));
        }
        return all[index];
    }

    private static @Nullable String text(@Nullable String value) {
        if (value != null && value.length() > LONGEST) {
            throw Failure.command("A filter has more than " + LONGEST + " characters. Shorten it.");
        }
        return value == null || value.isBlank() ? null : value.strip();
    }
}
