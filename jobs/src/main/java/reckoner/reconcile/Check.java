package reckoner.reconcile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One check: a query for the rows that disagree, with what it proves in its header.
 *
 * @param name name of the file without {@code .sql}
 * @param severity error, warning or info
 * @param needs feeds without which it cannot run
 */
public record Check(String name, String proves, String severity, String tolerance, List<String> needs, String sql) {

    private static final Pattern HEADER = Pattern.compile("(?m)^-- (proves|severity|tolerance|needs): (.+)$");
    private static final List<String> SEVERITIES = List.of("error", "warning", "info");

    /** Read a check file; fails with what its header lacks. */
    static Check parse(String name, String sql) {
        Map<String, String> header = new HashMap<>();
        Matcher matcher = HEADER.matcher(sql);
        while (matcher.find()) {
            header.put(matcher.group(1), matcher.group(2).strip());
        }
        for (String key : List.of("proves", "severity", "tolerance", "needs")) {
            if (!header.containsKey(key)) {
                throw new IllegalArgumentException("check " + name + " has no header line '-- " + key + ": …'");
            }
        }
        if (!SEVERITIES.contains(header.get("severity"))) {
            throw new IllegalArgumentException("check " + name + " has severity '" + header.get("severity") + "', not one of " + SEVERITIES);
        }
        return new Check(name, header.get("proves"), header.get("severity"), header.get("tolerance"),
                Arrays.stream(header.get("needs").split(",")).map(String::strip).toList(), sql);
    }
}
