package reckoner.personal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** Reads the rows of a person, each as the text of a JSON object: amounts exact and as text, instants in UTC with their zone. */
final class HeldRows {

    private static final String COLUMNS = """
            select a.attname as name, format_type(a.atttypid, null) as type
            from pg_attribute a
            where a.attrelid = cast(:table as regclass) and a.attnum > 0 and not a.attisdropped
            order by a.attnum""";

    private final NamedParameterJdbcTemplate database;
    private final SqlParameterSource person;
    private final boolean hasNames;

    HeldRows(NamedParameterJdbcTemplate database, Person person) {
        this.database = database;
        this.hasNames = !person.names().isEmpty();
        this.person = new MapSqlParameterSource()
                .addValue("account", person.key())
                .addValue("id", person.id())
                .addValue("word", "(^|[^[:alnum:]_-])" + escaped(person.id()) + "($|[^[:alnum:]_-])")
                .addValue("users", person.logins().toArray(Integer[]::new))
                .addValue("names", person.names().toArray(String[]::new));
    }

    /** Takes one row after the other. */
    interface Taker {
        void take(String json);
    }

    /** Give every row of the person in the table, in the order in which they lie there; returns how many there were. */
    long each(Inventory.TableOf table, Taker taker) {
        long[] rows = {0};
        database.query("select json_build_object(" + fields(table) + ")::text from " + table.name() + " t where " + condition(table), person, row -> {
            taker.take(row.getString(1));
            rows[0]++;
        });
        return rows[0];
    }

    private String condition(Inventory.TableOf table) {
        if (!Inventory.MENTIONS.equals(table.rows())) {
            return String.valueOf(table.rows());
        }
        String text = "concat_ws(chr(10), " + table.columns(Inventory.Holds.PERSONAL, Inventory.Holds.TEXT).stream()
                .map(column -> "t." + column + "::text").collect(Collectors.joining(", ")) + ")";
        String named = "exists (select 1 from unnest(:names) n (name) where strpos(lower(" + text + "), lower(n.name)) > 0)";
        return text + " ~ :word" + (hasNames ? " or " + named : "");
    }

    /** As arguments of json_build_object: names and values of all columns but secrets. */
    private String fields(Inventory.TableOf table) {
        Map<String, String> columns = new LinkedHashMap<>();
        database.query(COLUMNS, new MapSqlParameterSource("table", table.name()), row -> {
            columns.put(row.getString("name"), row.getString("type"));
        });
        table.columns(Inventory.Holds.SECRET).forEach(columns::remove);
        List<String> fields = new ArrayList<>();
        columns.forEach((column, type) -> fields.add(field(column, type)));
        return String.join(", ", fields);
    }

    private static String field(String column, String type) {
        String value = "t." + column;
        if (column.endsWith("_micros")) {
            return "'" + column.substring(0, column.length() - "_micros".length()) + "', trim_scale(" + value + " * 0.000001)::text";
        }
        if (type.equals("smallint")) {
            switch (column) {
                case "service_key":
                    return "'service', (select s.name from service s where s.service_key = " + value + ")";
                case "type":
                    return "'type', (select k.name from entry_type k where k.type = " + value + ")";
                case "status":
                    return "'status', (select k.name from entry_status k where k.status = " + value + ")";
                default:
            }
        }
        if (column.equals("event_key")) {
            return "'event', (select v.event_id from event v where v.event_key = " + value + ")";
        }
        return "'" + column + "', " + switch (type) {
            case "numeric" -> "trim_scale(" + value + ")::text";
            case "timestamp with time zone" -> "to_char(" + value + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
            // Spring Batch keeps times of the program's zone, which is UTC.
            case "timestamp without time zone" -> "to_char(" + value + ", 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
            case "bytea" -> "encode(" + value + ", 'hex')";
            default -> value;
        };
    }

    private static String escaped(String text) {
        return Pattern.compile("[^\\p{L}\\p{N}_ ]").matcher(text).replaceAll(c -> "\\\\" + Matcher.quoteReplacement(c.group()));
    }
}
