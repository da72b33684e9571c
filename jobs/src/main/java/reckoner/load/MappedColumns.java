package reckoner.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reckoner.ledger.EntryStatus;

/** The keys {@code columns} and {@code constants} of a mapping: where the value of every native column comes from. */
final class MappedColumns {

    private final Feed feed;
    private final ForeignKinds kinds;
    private final boolean signed;
    private final @Nullable Section columns;
    private final @Nullable Section constants;
    private boolean blankBalances;

    MappedColumns(Section mapping, Feed feed, ForeignKinds kinds, boolean signed) {
        this.feed = feed;
        this.kinds = kinds;
        this.signed = signed;
        this.columns = mapping.section("columns");
        this.constants = mapping.section("constants");
    }

    /** One for every column of the feed, in its order. */
    List<Source> sources() {
        List<Source> sources = new ArrayList<>();
        for (Column column : feed.columns()) {
            Object given = columns == null ? null : columns.take(column.name());
            String constant = constants == null ? null : constants.text(column.name());
            if (constants != null && constant != null) {
                FeedsFile.check(constants.at(column.name()), constant, column.kind());
                sources.add(Source.made(column, Template.literal(constant), column.kind()));
            } else if (columns != null && given instanceof Map) {
                sources.add(source(column, columns.at(column.name()), new Section("", given)));
            } else {
                String from = given == null ? null : given.toString();
                sources.add(new Source(column, from, null, null, null, Map.of(), kinds.of(column.kind(), null, null)));
            }
        }
        if (columns != null) {
            columns.end();
        }
        if (constants != null) {
            constants.end();
        }
        return sources;
    }

    /** Does a column say which states move no balance? Known after {@link #sources}. */
    boolean blankBalances() {
        return blankBalances;
    }

    /** Where lines say the currency of their account; null where one currency stands in the mapping. */
    @Nullable Source currency(Section account) {
        if (!account.isMap("currency")) {
            return null;
        }
        if (feed == Feed.ACCOUNTS || feed.indexOf("account_id") < 0) {
            throw account.at("currency").wrong("has a column, which " + feed.title() + " does not need");
        }
        return source(Column.required("currency", Kinds.CURRENCY), account.at("currency"), new Section("", account.take("currency")));
    }

    private Source source(Column column, Section place, Section given) {
        String debit = given.text("debit");
        String template = given.text("template");
        List<String> digest = given.list("digest");
        boolean made = template != null || !digest.isEmpty();
        String from = made ? null : debit == null ? given.required("from") : given.required("credit");
        String less = given.text("less");
        String pattern = given.text("pattern");
        String years = given.text("two_digit_years_from");
        String whenBlank = given.text("default");
        Map<String, String> values = new LinkedHashMap<>(given.table("values"));
        List<String> still = given.list("does_not_move");
        still.forEach(theirs -> values.put(theirs, EntryStatus.FAILED.title()));
        blankBalances |= !still.isEmpty();
        try {
            given.end();
            if (less != null && (!signed || column.kind() != Kinds.MONEY)) {
                throw new IllegalArgumentException("'less' needs an amount and sign: signed");
            }
            Kind kind = kinds.of(column.kind(), pattern, years == null ? null : Integer.valueOf(years));
            values.values().forEach(value -> FeedsFile.check(place, value, kind));
            return new Source(column, from, debit, less, otherwise(place, kind, template, digest, whenBlank), values, kind);
        } catch (IllegalArgumentException e) {
            throw place.wrong("is wrong: " + e.getMessage());
        }
    }

    private @Nullable Template otherwise(
            Section place, Kind kind, @Nullable String template, List<String> digest, @Nullable String whenBlank) {
        if (!digest.isEmpty()) {
            return Template.digest(digest);
        }
        String text = template == null ? whenBlank : template;
        if (text == null) {
            return null;
        }
        if (text.indexOf('{') < 0) {
            FeedsFile.check(place, text, kind);
        }
        return Template.of(text, feed, kinds.zone());
    }
}
