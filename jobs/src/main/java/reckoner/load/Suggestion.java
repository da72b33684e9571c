package reckoner.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reckoner.Failure;

/** Looks at a foreign file with entries of accounts and writes down a mapping to start from. */
public final class Suggestion {

    private static final int LOOKED_AT = 500;
    private static final String SEPARATORS = ",;\t|";
    private static final List<String> PATTERNS = List.of("yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd H:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm",
            "yyyy-MM-dd", "dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy HH:mm", "dd.MM.yyyy", "MM/dd/yyyy", "dd/MM/yyyy", "yyyyMMdd", "yyMMdd");
    private static final Map<String, List<String>> WORDS = words();

    private final List<String> header = new ArrayList<>();
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final Set<String> used = new TreeSet<>();
    private final StringBuilder columns = new StringBuilder();
    private final StringBuilder open = new StringBuilder();
    private final char separator;
    private final Charset charset;

    private Suggestion(char separator, Charset charset) {
        this.separator = separator;
        this.charset = charset;
    }

    /** The mapping as text for {@code config/feeds.yaml}, with remarks on what a person must fill in. Fails as {@code INPUT}. */
    public static String of(Path file) {
        try {
            String start;
            try (InputStream in = Container.open(file)) {
                start = new String(in.readNBytes(1 << 16), StandardCharsets.ISO_8859_1);
            }
            String first = start.lines().findFirst().orElse("");
            char separator = ',';
            for (char candidate : SEPARATORS.toCharArray()) {
                separator = count(first, candidate) > count(first, separator) ? candidate : separator;
            }
            boolean utf8 = new String(start.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).indexOf('\uFFFD') < 0;
            Suggestion suggestion = new Suggestion(separator, utf8 ? StandardCharsets.UTF_8 : Charset.forName("windows-1252"));
            suggestion.look(file);
            return suggestion.text(String.valueOf(file.getFileName()));
        } catch (Unreadable e) {
            throw Failure.input("%s:%s Nothing was changed.".formatted(file.getFileName(), e.rejection()));
        } catch (IOException e) {
            throw Failure.input("Cannot read " + file + ": " + e + ". Nothing was changed. Check the path.");
        }
    }

    private void look(Path file) throws IOException {
        try (InputStream in = Container.open(file);
                Lines lines = new SeparatedLines(in, charset, separator, '"')) {
            Line line = lines.next();
            for (int i = 0; line != null && i < line.fields(); i++) {
                header.add(line.field(i).toString());
                values.put(line.field(i).toString(), new ArrayList<>());
            }
            line = lines.next();
            for (int n = 0; n < LOOKED_AT && line != null; n++, line = lines.next()) {
                for (int i = 0; i < Math.min(line.fields(), header.size()); i++) {
                    values.get(header.get(i)).add(line.field(i).toString());
                }
            }
        }
    }

    private String text(String fileName) {
        String amountStyle = amount();
        String time = find("occurred_at");
        String pattern = time == null ? null : PATTERNS.stream().filter(p -> fits(p, time)).findFirst().orElse(null);
        take("transaction_id", find("transaction_id"), "", "{digest: [" + header.stream().map(Suggestion::quoted).limit(4).collect(Collectors.joining(", ")) + "]}");
        take("account_id", find("account_id"), "", "or a constant");
        take("occurred_at", time, pattern == null ? "" : "pattern: \"" + pattern + '"' + (pattern.startsWith("yyM") ? ", two_digit_years_from: 1970" : ""), "which column?");
        take("balance", find("balance"), "", "which column?");
        String status = find("status");
        take("status", status, status == null ? "" : "values: {" + words(status) + "}", "or the constant Success");
        String service = find("service");
        take("service", service, "", "or a constant");
        String currency = named(List.of("currency"));
        if (currency != null) {
            used.add(currency);
        }
        String name = fileName.replaceAll("[^A-Za-z0-9].*", "").toLowerCase(Locale.ROOT);
        List<String> ignored = header.stream().filter(column -> !used.contains(column)).map(Suggestion::quoted).toList();
        return "# A start, made by looking at %s: fill in what is marked, then ./run.sh load FILE --feed %s --dry-run%n".formatted(
                        Rejection.shown(fileName), name)
                + name + ":\n  feed: ledger\n"
                + (separator == ',' ? "" : "  separator: " + (separator == '\t' ? "tab" : "\"" + separator + '"') + '\n')
                + (charset.equals(StandardCharsets.UTF_8) ? "" : "  encoding: " + charset.name() + '\n')
                + "  zone: UTC    # of the times in the file\n"
                + amountStyle + "  columns:\n" + columns + open
                + (currency == null ? "" : "  account: {currency: {from: " + quoted(currency) + "}}\n")
                + (ignored.isEmpty() ? "" : "  ignore: [" + String.join(", ", ignored) + "]\n");
    }

    private String amount() {
        String debit = named(List.of("debit", "out", "withdrawal", "paidout"));
        String credit = named(List.of("credit", "in", "deposit", "paidin"));
        String single = find("amount");
        if (single == null && debit != null && credit != null) {
            used.add(debit);
            used.add(credit);
            columns.append("    amount: {debit: ").append(quoted(debit)).append(", credit: ").append(quoted(credit)).append("}\n");
            return marks(credit);
        }
        take("amount", single, "", "which column?");
        boolean signed = single != null && values.get(single).stream().anyMatch(value -> value.startsWith("-"));
        if (!signed) {
            open.append("    # type: which column says Add or Consume? {from: …, values: {theirs: ours}}\n");
        }
        return (signed ? "  sign: signed\n" : "") + (single == null ? "" : marks(single));
    }

    private String marks(String column) {
        List<String> amounts = values.get(column).stream().filter(value -> !value.isEmpty()).toList();
        boolean comma = amounts.stream().anyMatch(value -> value.matches(".*,[0-9]{1,2}"));
        boolean thousands = amounts.stream().anyMatch(value -> value.matches(comma ? ".*[0-9]\\.[0-9]{3}.*" : ".*[0-9],[0-9]{3}.*"));
        boolean few = amounts.stream().anyMatch(value -> !value.matches(".*[.,][0-9]{2,}"));
        boolean dollar = amounts.stream().anyMatch(value -> value.indexOf('$') >= 0);
        return (comma ? "  decimal_mark: \",\"\n" : "") + (thousands ? "  thousands: \"" + (comma ? '.' : ',') + "\"\n" : "")
                + (few ? "  fewest_decimals: none\n" : "") + (dollar ? "  symbol: $\n" : "");
    }

    private void take(String column, @Nullable String from, String more, String remark) {
        if (from == null) {
            open.append("    # ").append(column).append(": ").append(remark).append('\n');
            return;
        }
        used.add(from);
        columns.append("    ").append(column).append(": ")
                .append(more.isEmpty() ? quoted(from) : "{from: " + quoted(from) + ", " + more + "}").append('\n');
    }

    private boolean fits(String pattern, String column) {
        Kind kind = new ForeignKinds(java.time.ZoneOffset.UTC, '.', (char) 0, 2, "", false)
                .of(Kinds.TIME, pattern, pattern.startsWith("yyM") ? Integer.valueOf(1970) : null);
        List<String> times = values.get(column).stream().filter(value -> !value.isEmpty()).toList();
        return !times.isEmpty() && times.stream().limit(LOOKED_AT - 1).allMatch(value -> kind.read(value, new Cell()) == null);
    }

    private String words(String column) {
        return values.get(column).stream().distinct().limit(20).map(word -> quoted(word) + ": Success").collect(Collectors.joining(", "));
    }

    private @Nullable String find(String column) {
        return named(WORDS.getOrDefault(column, List.of()));
    }

    /** The first column, not yet used, whose name is one of the words, else begins or ends with one. */
    private @Nullable String named(List<String> words) {
        for (String word : words) {
            for (String column : header) {
                if (!used.contains(column) && plain(column).equals(word)) {
                    return column;
                }
            }
        }
        return header.stream()
                .filter(column -> !used.contains(column))
                .filter(column -> words.stream().anyMatch(word -> word.length() > 3 && (plain(column).startsWith(word) || plain(column).endsWith(word))))
                .findFirst().orElse(null);
    }

    private static Map<String, List<String>> words() {
        return Map.of(
                "transaction_id", List.of("transactionid", "txid", "transid", "id", "reference", "ref", "refno"),
                "account_id", List.of("accountid", "account", "iban", "accountno", "accountnumber", "wallet", "asset"),
                "occurred_at", List.of("occurredat", "completeddate", "bookingdate", "date", "time", "dateinput", "timestamp"),
                "service", List.of("service", "operation", "type", "transactiontype", "description", "bookingtext", "details"),
                "status", List.of("status", "state"),
                "amount", List.of("amount", "turnover", "value"),
                "balance", List.of("balance", "currentbalance", "saldo"));
    }

    private static String plain(String column) {
        return column.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static long count(String text, char c) {
        return text.chars().filter(each -> each == c).count();
    }
}
