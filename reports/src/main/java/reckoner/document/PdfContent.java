package reckoner.document;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.sf.jasperreports.engine.JRDataSource;
import net.sf.jasperreports.engine.JRField;
import net.sf.jasperreports.engine.data.JRMapCollectionDataSource;
import org.jspecify.annotations.Nullable;
import reckoner.statement.CauseSum;
import reckoner.statement.EngineUse;

/**
 * Hold what one PDF shows.
 *
 * @param title for the reader's title bar
 * @param subject for the document's properties
 * @param identity what makes the document itself and no other, for its PDF id
 * @param parameters the texts, lists and charts of the layout
 * @param words the language
 * @param rows the sections' rows in order, read once
 * @param lines about how many of them there are
 */
record PdfContent(
        String title, String subject, String identity, Instant madeAt, Wording words, Map<String, Object> parameters,
        Iterator<PdfRow> rows, int lines) {

    /** Return the rows as Jasper reads them, one after the other. */
    JRDataSource dataSource() {
        return new JRDataSource() {
            private @Nullable PdfRow row;

            @Override
            public boolean next() {
                row = rows.hasNext() ? rows.next() : null;
                return row != null;
            }

            @Override
            public @Nullable Object getFieldValue(JRField field) {
                return row == null ? null : row.field(field.getName());
            }
        };
    }

    /** Return a list of the layout. */
    static JRDataSource list(Collection<Map<String, ?>> rows) {
        return new JRMapCollectionDataSource(rows);
    }

    /** Return one row of a list of signs or labels, words and figures. */
    static Map<String, ?> pair(String c1, String c2, String c3, boolean strong) {
        return Map.of("c1", c1, "c2", c2, "c3", c3, "strong", strong);
    }

    /** Return the rows of the engine table, with the colours of the donut, and their total. */
    static List<Map<String, ?>> engines(Wording words, List<EngineUse> uses, BigDecimal used) {
        if (uses.isEmpty()) {
            return List.of(engineRow(null, words.say("ring.none"), "", "", "", ""));
        }
        Palette palette = Palette.of(uses);
        List<Map<String, ?>> rows = new ArrayList<>();
        long count = 0;
        for (EngineUse use : uses) {
            rows.add(engineRow(palette.hex(use.engine()), use.engine(), words.whole(use.count()), price(words, use),
                    words.money(use.amount()), words.percent(use.share())));
            count += use.count();
        }
        rows.add(engineRow(null, words.say("total"), words.whole(count), "", words.money(used), all(words, used)));
        return rows;
    }

    /** Return the rows of the table by cause, with the colours of the ring, and their total. */
    static List<Map<String, ?>> causes(Wording words, List<CauseSum> sums, BigDecimal total) {
        Palette palette = Palette.named(sums.stream().map(CauseSum::cause).toList());
        List<Map<String, ?>> rows = new ArrayList<>();
        BigDecimal net = BigDecimal.ZERO;
        long count = 0;
        for (CauseSum sum : sums) {
            rows.add(engineRow(palette.hex(sum.cause()), words.cause(sum.cause()), words.whole(sum.count()),
                    words.movement(sum.net()), words.money(sum.amount()), words.percent(sum.share())));
            count += sum.count();
            net = net.add(sum.net());
        }
        rows.add(engineRow(null, words.say("total"), words.whole(count), words.movement(net), words.money(total), all(words, total)));
        return rows;
    }

    /** Return the unit price, or the lowest and highest if there were several. */
    static String price(Wording words, EngineUse use) {
        if (use.lowestPrice() == null || use.highestPrice() == null) {
            return "–";
        }
        String lowest = words.money(use.lowestPrice());
        return use.lowestPrice().compareTo(use.highestPrice()) == 0 ? lowest : lowest + " – " + words.money(use.highestPrice());
    }

    /** Say in words what the donut shows, for readers who do not see it. */
    static String ringWords(Wording words, List<EngineUse> uses) {
        return words.say("ring.words", uses.isEmpty() ? words.say("none") : uses.stream()
                .map(use -> use.engine() + " " + words.percent(use.share())).collect(Collectors.joining(", ")));
    }

    private static String all(Wording words, BigDecimal total) {
        return total.signum() == 0 ? "" : words.percent(new BigDecimal("100.0"));
    }

    private static Map<String, ?> engineRow(
            @Nullable String colour, String engine, String count, String price, String amount, String share) {
        Map<String, Object> row = new HashMap<>();
        row.put("colour", colour);
        row.put("c1", Printable.text(engine));
        row.put("c2", count);
        row.put("c3", price);
        row.put("c4", amount);
        row.put("c5", share);
        row.put("strong", colour == null);
        return row;
    }
}
