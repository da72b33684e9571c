package reckoner.activity;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reckoner.Failure;

/** Refuses names that do not exist, and says which one is nearest. */
@Component
public class Names {

    private final JdbcClient database;

    Names(JdbcClient database) {
        this.database = database;
    }

    /** Fail as {@code COMMAND} unless there is this account; null passes. */
    public void requireAccount(@Nullable String account) {
        require("account", account, "select account_id from account order by 1");
    }

    /** Fail as {@code COMMAND} unless there is this event; null passes. */
    public void requireEvent(@Nullable String event) {
        require("event", event, "select event_id from event order by 1");
    }

    /** Fail as {@code COMMAND} unless a service has this name, feature or engine, in any case; null passes. */
    public void requireService(@Nullable String service) {
        List<String> names = database.sql("select name from service union select feature from service union select engine from service order by 1")
                .query(String.class)
                .list();
        if (service != null && names.stream().noneMatch(service::equalsIgnoreCase)) {
            throw unknown("service", service, names);
        }
    }

    /** Fail as {@code COMMAND} unless prices or accounts have this plan; null passes. */
    public void requirePlan(@Nullable String plan) {
        require("plan", plan, "select plan from price where plan <> '' union select plan from plan_change order by 1");
    }

    private void require(String kind, @Nullable String name, String sql) {
        List<String> names = name == null ? List.of() : database.sql(sql).query(String.class).list();
        if (name != null && !names.contains(name)) {
            throw unknown(kind, name, names);
        }
    }

    private static Failure unknown(String kind, String name, List<String> names) {
        String remedy = names.stream()
                .min(Comparator.comparingInt((String known) -> distance(fold(name), fold(known))).thenComparing(Comparator.naturalOrder()))
                .map(nearest -> "The nearest of %d is '%s'.".formatted(names.size(), nearest))
                .orElse("Nothing is loaded yet: put feed files into the inbox and run load.");
        return Failure.command("There is no %s '%s'. %s".formatted(kind, name, remedy));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Levenshtein: how many characters to insert, remove or replace. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
