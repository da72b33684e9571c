package reckoner.schedule;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import reckoner.Failure;

/** Reads schedule.yaml; a mistake is named with file and key, and stops the start. */
final class ScheduleFile {

    private static final Set<String> KEYS = Set.of("run", "cron", "zone", "missed", "late-after", "with");
    private static final Set<String> ARGUMENTS = Set.of("full", "month", "account", "event");

    private ScheduleFile() {}

    /** The runs in the order of the file; none where there is no file. Fails as {@code SETTINGS}. */
    static List<ScheduledRun> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            LoaderOptions strict = new LoaderOptions();
            strict.setAllowDuplicateKeys(false);
            return runs(file, new Yaml(new SafeConstructor(strict)).load(in));
        } catch (IOException | YAMLException e) {
            throw Failure.settings("%s cannot be read: %s. Nothing was started. Correct the file.".formatted(file, e.getMessage()));
        }
    }

    private static List<ScheduledRun> runs(Path file, @Nullable Object root) {
        List<ScheduledRun> runs = new ArrayList<>();
        Map<String, Object> top = root == null ? Map.of() : map(file + "", root);
        for (String key : top.keySet()) {
            if (!key.equals("runs")) {
                throw wrong(file + ": " + key, "is not known; there is only 'runs'");
            }
        }
        if (top.get("runs") != null) {
            map(file + ": runs", top.get("runs")).forEach((name, run) -> runs.add(run(file + ": runs: " + name, name, map(file + ": runs: " + name, run))));
        }
        return runs;
    }

    private static ScheduledRun run(String place, String name, Map<String, Object> keys) {
        for (String key : keys.keySet()) {
            if (!KEYS.contains(key)) {
                throw wrong(place + ": " + key, "is not known; known are " + KEYS.stream().sorted().toList());
            }
        }
        Task task = Task.keyed(text(place, keys, "run", null)).filter(Task::isForTheSchedule)
                .orElseThrow(() -> wrong(place + ": run", "is none of load, timeline, reconcile, statements, events, close, deliver, housekeeping"));
        String cron = text(place, keys, "cron", null);
        Map<String, String> arguments = new LinkedHashMap<>();
        map(place + ": with", keys.getOrDefault("with", Map.of())).forEach((argument, value) -> {
            if (!ARGUMENTS.contains(argument)) {
                throw wrong(place + ": with: " + argument, "is not known; known are " + ARGUMENTS.stream().sorted().toList());
            }
            arguments.put(argument, String.valueOf(value));
        });
        try {
            return new ScheduledRun(name, task, cron, Cron.of(cron, ZoneId.of(text(place, keys, "zone", "UTC"))),
                    ScheduledRun.Missed.valueOf(text(place, keys, "missed", "last").toUpperCase(Locale.ROOT)), late(text(place, keys, "late-after", "15m")), arguments);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw wrong(place, "says what cannot be: " + e.getMessage());
        }
    }

    private static Duration late(String text) {
        Duration late = DurationStyle.detectAndParse(text);
        if (late.toSeconds() < 1) {
            throw new IllegalArgumentException("late-after " + text + " is too short");
        }
        return late;
    }

    private static String text(String place, Map<String, Object> keys, String key, @Nullable String otherwise) {
        Object value = keys.get(key);
        if (value != null) {
            return value.toString().strip();
        }
        if (otherwise == null) {
            throw wrong(place, "has no '" + key + "'");
        }
        return otherwise;
    }

    private static Map<String, Object> map(String place, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> found)) {
            throw wrong(place, "is no list of keys");
        }
        Map<String, Object> map = new LinkedHashMap<>();
        found.forEach((key, one) -> map.put(String.valueOf(key), one));
        return map;
    }

    private static Failure wrong(String place, String what) {
        return Failure.settings(place + " " + what + ". Nothing was started. Correct the file.");
    }
}
