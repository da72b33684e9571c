package reckoner.reconcile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One check: a query for the rows that disagree, with what it proves in its header.
 *
 * @param name name of the file without {@code .sql}
 * @param severity error, warning or info
 * @param needs feeds without which it cannot run; also {@code statements} and {@code timeline}, which are made here,
 *     and {@code manifests}, which come beside files
 * @param ownOfSite true for a file of {@code config/checks}, whose failure stops nothing but itself
 * @param defect why it cannot run at all, null where it can
 */
public record Check(
        String name,
        String proves,
        String severity,
        String tolerance,
        List<String> needs,
        String sql,
        boolean ownOfSite,
        @Nullable String defect) {

    private static final Pattern HEADER = Pattern.compile("(?m)^--[ \\t]*(proves|severity|tolerance|needs):[ \\t]*(\\S.*)$");
    private static final Pattern COMMENT = Pattern.compile("(?m)--.*$");
    private static final Pattern NARROWED = Pattern.compile("(?i)\\b(scoped_(entry|usage|payment)|doubtful_(price|event)|reconcile_scope)\\b");
    private static final Pattern NEW_ONLY = Pattern.compile(":seen_(entry|load)\\b");
    private static final Pattern SPANS = Pattern.compile("(?m)^--[ \\t]*spans:[ \\t]*entries[ \\t]*$");
    private static final Pattern END = Pattern.compile("[;\\s]+\\z");
    private static final List<String> SEVERITIES = List.of("error", "warning", "info");
    private static final List<String> FEEDS =
            List.of("accounts", "plans", "events", "prices", "ledger", "usage", "payments", "manifests", "statements", "timeline");

    /** Does it read what a run is about instead of the whole ledger? Then what it found elsewhere is told again. */
    boolean isNarrowed() {
        return NARROWED.matcher(COMMENT.matcher(sql).replaceAll("")).find();
    }

    /** Does it look at each entry or load once? Then only a full run looks at what it found again. */
    boolean isOnce() {
        return NEW_ONLY.matcher(COMMENT.matcher(sql).replaceAll("")).find();
    }

    /** Does one finding stand for several rows, the first of which it names? */
    public boolean spansEntries() {
        return SPANS.matcher(sql).find();
    }

    /** Read a check file; fails with what its header lacks. */
    static Check parse(String name, String sql) {
        Map<String, String> header = new HashMap<>();
        Matcher matcher = HEADER.matcher(sql);
        while (matcher.find()) {
            header.put(matcher.group(1), matcher.group(2).strip());
        }
        for (String key : List.of("proves", "severity", "tolerance", "needs")) {
            if (!header.containsKey(key)) {
                throw new IllegalArgumentException("it has no header line '-- " + key + ": …'");
            }
        }
        if (!SEVERITIES.contains(header.get("severity"))) {
            throw new IllegalArgumentException("its severity is '" + header.get("severity") + "', not one of " + String.join(", ", SEVERITIES));
        }
        List<String> needs = Arrays.stream(header.get("needs").split(",")).map(String::strip).toList();
        needs.stream().filter(feed -> !FEEDS.contains(feed)).findFirst().ifPresent(feed -> {
            throw new IllegalArgumentException("it needs '" + feed + "', which is not one of " + String.join(", ", FEEDS));
        });
        return new Check(name, header.get("proves"), header.get("severity"), header.get("tolerance"), needs,
                END.matcher(sql).replaceFirst(""), false, null);
    }

    /** Read a check file of the site; one that cannot be read is a check with a defect. */
    static Check parseOwn(String name, String sql) {
        try {
            Check check = parse(name, sql);
            return new Check(name, check.proves, check.severity, check.tolerance, check.needs, check.sql, true, null);
        } catch (IllegalArgumentException e) {
            return unreadable(name, String.valueOf(e.getMessage()));
        }
    }

    static Check unreadable(String name, String defect) {
        return new Check(name, "(it cannot run: " + defect + ")", "error", "", List.of(), "", true, defect);
    }

    /** The same check with a reason why it cannot run. */
    Check withDefect(String reason) {
        return new Check(name, proves, severity, tolerance, needs, sql, ownOfSite, reason);
    }
}
