package reckoner.load;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the files of one source become rows of a native feed; the native files themselves are a mapping onto themselves.
 *
 * @param name in {@code feeds.yaml}; the feed's own title for native files
 * @param files glob on the file name, empty where only {@code --feed} chooses this mapping
 * @param quote 0 where the files know no quotes
 * @param header are the columns named in the first line?
 * @param sources one for every column of the feed, in its order
 * @param ignored foreign columns that are left out
 * @param ignoreOthers are all columns left out that nothing else mentions?
 * @param signed does the amount carry the direction, so that it makes the type where no column does?
 * @param newestFirst do the files begin with the latest entry?
 * @param toleranceMicros how far printed balances may be off, micro-credits
 * @param orderWindow within which entries may be out of order: {@code instant}, or as reconcile knows it
 * @param sequenceCounts does the sequence count the entries of an account one by one?
 * @param accountZone zone of accounts that these files are the first to name
 * @param accountCurrency currency of accounts that these files are the first to name, where no line says it
 * @param currency where a line says the currency of its account; null: no line does
 * @param blankBalances may an entry that failed have no balance, because the source says which of its states move none?
 * @param datesFrom earlier instants are refused
 * @param skipLines lines before the header, or before the first line with data
 * @param shift moves the decimal mark of amounts; null: nothing does
 */
record Mapping(
        String name,
        Feed feed,
        String files,
        char separator,
        char quote,
        Charset charset,
        boolean header,
        List<Source> sources,
        Set<String> ignored,
        boolean ignoreOthers,
        boolean signed,
        boolean newestFirst,
        long toleranceMicros,
        String orderWindow,
        boolean sequenceCounts,
        String accountZone,
        String accountCurrency,
        @Nullable Source currency,
        boolean blankBalances,
        Instant datesFrom,
        int skipLines,
        Filter filter,
        @Nullable Trailer trailer,
        @Nullable Shift shift) {

    private static final Instant YEAR_2000 = Instant.parse("2000-01-01T00:00:00Z");

    static Mapping of(Feed feed) {
        return new Mapping(
                feed.title(), feed, "", ',', '"', StandardCharsets.UTF_8, true,
                feed.columns().stream().map(Source::nativeColumn).toList(),
                Set.of(), false, false, false, 0, "instant", false, "UTC", "USD", null, false, YEAR_2000, 0, Filter.NONE, null, null);
    }

    /** Every column of the file that is read, or known and left out. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        sources.forEach(source -> names.addAll(source.columns()));
        names.addAll(others());
        names.addAll(ignored);
        return names;
    }

    /** Columns that become no value of a record, but must be there. */
    Set<String> others() {
        Set<String> names = new LinkedHashSet<>();
        filter.columns().forEach(names::add);
        if (shift != null) {
            names.add(shift.from());
        }
        if (currency != null) {
            names.addAll(currency.columns());
        }
        sources.stream().map(Source::otherwise).filter(template -> template != null).forEach(template -> names.addAll(template.columns()));
        return names;
    }
}
