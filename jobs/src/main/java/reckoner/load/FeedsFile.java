package reckoner.load;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import reckoner.Failure;
import reckoner.ledger.OrderWindow;

/** Reads {@code feeds.yaml}: a map from the name of a mapping to what it says. A mistake is named with file and key. */
final class FeedsFile {

    private FeedsFile() {}

    /** The mappings in the order of the file; none where there is no file. Fails as {@code SETTINGS}. */
    static Map<String, Mapping> read(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return read(file.toString(), yaml().load(in));
        } catch (IOException | YAMLException e) {
            throw Failure.settings("%s cannot be read: %s. Nothing was loaded. Correct the file.".formatted(file, e.getMessage()));
        }
    }

    private static Map<String, Mapping> read(String place, @Nullable Object root) {
        Map<String, Mapping> mappings = new LinkedHashMap<>();
        if (root == null) {
            return mappings;
        }
        Section file = new Section(place + ":", root);
        for (String name : file.keys()) {
            if (Feed.named(name).isPresent() || name.equals("unknown")) {
                throw file.at(name).wrong("has the name of a native feed");
            }
            mappings.put(name, mapping(name, new Section(place + ": " + name, file.take(name))));
        }
        return mappings;
    }

    private static Mapping mapping(String name, Section section) {
        String title = section.required("feed");
        Feed feed = Feed.named(title).orElseThrow(() -> section.at("feed").wrong("is '%s', known are %s".formatted(title, Feed.titles())));
        String sign = section.text("sign", "magnitude");
        if (!Set.of("magnitude", "signed").contains(sign)) {
            throw section.at("sign").wrong("is '" + sign + "', must be magnitude or signed");
        }
        ForeignKinds kinds = kinds(section);
        MappedColumns columns = new MappedColumns(section, feed, kinds, sign.equals("signed"));
        List<Source> sources = columns.sources();
        boolean signed = sign.equals("signed") || sources.stream().anyMatch(source -> source.debit() != null);
        Section account = section.section("account");
        Source currency = account == null ? null : columns.currency(account);
        Mapping mapping = new Mapping(
                name,
                feed,
                section.text("files", ""),
                section.character("separator", ',', "tab", '\t'),
                section.character("quote", '"', "none", (char) 0),
                charset(section),
                section.flag("header", true),
                signed ? sources.stream().map(FeedsFile::madeBySign).toList() : sources,
                Set.copyOf(section.list("ignore")),
                section.flag("ignore_others", false),
                signed,
                section.flag("newest_first", false),
                tolerance(section),
                orderWindow(section),
                section.flag("sequence_counts", false),
                account == null ? "UTC" : checked(account, "time_zone", "UTC", Kinds.ZONE),
                account == null || currency != null ? "USD" : checked(account, "currency", "USD", Kinds.CURRENCY),
                currency,
                columns.blankBalances(),
                MappedLines.datesFrom(section, kinds.zone()),
                (int) MappedLines.number(section, "skip_lines"),
                MappedLines.filter(section),
                MappedLines.trailer(section, kinds),
                MappedLines.shift(section));
        if (account != null) {
            account.end();
        }
        section.end();
        requireSources(section, mapping);
        return mapping;
    }

    private static ForeignKinds kinds(Section section) {
        return new ForeignKinds(
                zone(section, "zone"),
                section.character("decimal_mark", '.', "none", (char) 0),
                section.character("thousands", (char) 0, "none", (char) 0),
                section.character("fewest_decimals", '2', "none", '0') - '0',
                section.text("symbol", ""),
                section.has("decimal_shift"));
    }

    /** In a file with signs the type may be missing: the sign makes it. */
    private static Source madeBySign(Source source) {
        return source.column().name().equals("type") && source.isNowhere()
                ? Source.nowhere(new Column("type", source.kind(), true, true))
                : source;
    }

    private static void requireSources(Section section, Mapping mapping) {
        for (Source source : mapping.sources()) {
            if (source.isNowhere() && !source.column().optional()) {
                throw section.wrong("says nothing about the column '" + source.column().name() + "', which every line needs");
            }
        }
    }

    private static String checked(Section section, String key, String absent, Kind kind) {
        String value = section.text(key, absent);
        check(section.at(key), value, kind);
        return value;
    }

    static void check(Section place, String value, Kind kind) {
        Fault fault = value.isEmpty() ? null : kind.read(value, new Cell());
        if (fault != null) {
            throw place.wrong("has '" + value + "', which " + fault.reason());
        }
    }

    private static long tolerance(Section section) {
        Cell cell = new Cell();
        Fault fault = Decimals.magnitude(section.text("tolerance", "0.00"), cell);
        if (fault != null) {
            throw section.at("tolerance").wrong(fault.reason());
        }
        return cell.number;
    }

    private static String orderWindow(Section section) {
        String window = section.text("order_window", "instant");
        try {
            OrderWindow.parse(window);
            return window;
        } catch (IllegalArgumentException e) {
            throw section.at("order_window").wrong("is wrong: " + e.getMessage());
        }
    }

    private static ZoneId zone(Section section, String key) {
        return ZoneId.of(checked(section, key, "UTC", Kinds.ZONE));
    }

    private static Charset charset(Section section) {
        String name = section.text("encoding", "UTF-8");
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw section.at("encoding").wrong("is '" + name + "', which is no known encoding");
        }
    }

    /** Everything is text: 0.10 is not a double, and {@code no} is not false. */
    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options), new Representer(new DumperOptions()), new DumperOptions(), options, new Resolver() {
            @Override
            protected void addImplicitResolvers() {}
        });
    }
}
