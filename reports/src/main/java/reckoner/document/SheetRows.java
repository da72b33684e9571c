package reckoner.document;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import reckoner.table.Cell;
import reckoner.table.Column;

/**
 * Write rows as the XML of a sheet (ISO/IEC 29500, {@code row} and {@code c}): numbers in exact decimal digits, dates as days
 * since 1899-12-30, text as text, whatever it begins with.
 */
final class SheetRows {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_TEXT = 32_767;
    /** More digits than these do not survive in a spreadsheet's number. */
    private static final int SAFE_DIGITS = 15;

    private static final long DAY_ZERO = LocalDate.of(1899, 12, 30).toEpochDay();
    private static final long SECONDS_A_DAY = 86_400;
    /** Ten decimals of a day are less than a hundredth of a millisecond. */
    private static final long DAY_FRACTIONS = 10_000_000_000L;

    private static final byte[] NEXT = ascii("<c");
    private static final byte[] QUOTE = ascii("\"");
    private static final byte[] END = ascii("</row>");
    private static final byte[] END_NUMBER = ascii("</v></c>");
    private static final byte[] END_TEXT = ascii("</t></is></c>");
    private static final byte[] PRESERVE = ascii("<is><t xml:space=\"preserve\">");
    private static final byte[] TEXT = ascii("<is><t>");

    private static final int LINE_POINTS = 13;

    private final OutputStream out;
    private final boolean wraps;
    private final byte[] buffer = new byte[BUFFER];
    private int used;
    private final byte[] text;
    private final byte[] whole;
    private final byte[] quantity;
    private final byte[] money;
    private final byte[] percent;
    private final byte[] moment;

    SheetRows(BookStyles styles, OutputStream out) {
        this(styles, out, false);
    }

    /** Write rows whose sentences wrap within their column instead of running on. */
    SheetRows(BookStyles styles, OutputStream out, boolean wraps) {
        this.out = out;
        this.wraps = wraps;
        text = ascii(" s=\"" + (wraps ? styles.sentence : styles.text).getIndex() + "\" t=\"inlineStr\">");
        whole = number(styles.whole);
        quantity = number(styles.quantity);
        money = number(styles.money);
        percent = number(styles.percent);
        moment = number(styles.moment);
    }

    private static byte[] number(XSSFCellStyle style) {
        return ascii(" s=\"" + style.getIndex() + "\"><v>");
    }

    /** Write at most {@code most} rows below a header of one row; returns how many there were. */
    int write(Iterator<List<Cell>> rows, List<Column> named, int most) throws IOException {
        int columns = named.size();
        byte[][] letters = new byte[columns][];
        for (int i = 0; i < columns; i++) {
            letters[i] = ascii("<c r=\"" + CellReference.convertNumToColString(i));
        }
        int written = 0;
        while (written < most && rows.hasNext()) {
            List<Cell> row = rows.next();
            if (row.size() != columns) {
                throw new IllegalArgumentException("a row has " + row.size() + " cells for " + columns + " columns");
            }
            written++;
            byte[] number = ascii(Integer.toString(written + 1));
            bytes(ascii("<row r=\""));
            bytes(number);
            bytes(ascii(height(row, named)));
            boolean follows = false;
            for (int i = 0; i < columns; i++) {
                if (row.get(i) == Cell.EMPTY) {
                    follows = false;
                    continue;
                }
                // A cell without a place follows the one before it: a sixth less to write.
                bytes(follows ? NEXT : letters[i]);
                if (!follows) {
                    bytes(number);
                    bytes(QUOTE);
                }
                cell(row.get(i));
                follows = true;
            }
            bytes(END);
        }
        flush();
        return written;
    }

    /** The end of a row's opening: its height, where it takes more than one line. */
    private String height(List<Cell> row, List<Column> columns) {
        int lines = 1;
        for (int i = 0; wraps && i < row.size(); i++) {
            if (row.get(i) instanceof Cell.Text words) {
                lines = Math.max(lines, words.value().length() / columns.get(i).width() + 1);
            }
        }
        return lines == 1 ? "\">" : "\" ht=\"" + (LINE_POINTS * lines + 2) + "\" customHeight=\"1\">";
    }

    private void cell(Cell cell) throws IOException {
        if (cell instanceof Cell.Text words) {
            bytes(text);
            words(words.value());
            bytes(END_TEXT);
        } else if (cell instanceof Cell.Whole count) {
            number(whole, BigDecimal.valueOf(count.value()));
        } else if (cell instanceof Cell.Money amount) {
            number(money, amount.value());
        } else if (cell instanceof Cell.Quantity measure) {
            number(quantity, measure.value());
        } else if (cell instanceof Cell.Percent share) {
            number(percent, share.value().movePointLeft(2));
        } else if (cell instanceof Cell.Moment at) {
            bytes(moment);
            date(LocalDateTime.ofInstant(at.value(), at.zone()));
            bytes(END_NUMBER);
        }
    }

    private void number(byte[] style, BigDecimal value) throws IOException {
        if (value.precision() > SAFE_DIGITS) {
            CellWriter.exact(value);
        }
        bytes(style);
        bytes(ascii(value.toPlainString()));
        bytes(END_NUMBER);
    }

    private void date(LocalDateTime local) throws IOException {
        long fraction = (local.toLocalTime().toSecondOfDay() * DAY_FRACTIONS + SECONDS_A_DAY / 2) / SECONDS_A_DAY;
        bytes(ascii(Long.toString(local.toLocalDate().toEpochDay() - DAY_ZERO)));
        if (fraction > 0) {
            // The leading one keeps the zeros after the point and gives its place to the point.
            byte[] digits = ascii(Long.toString(DAY_FRACTIONS + fraction));
            digits[0] = '.';
            bytes(digits);
        }
    }

    private void words(String value) throws IOException {
        int length = Math.min(value.length(), LONGEST_TEXT);
        boolean spaced = length > 0 && (value.charAt(0) <= ' ' || value.charAt(length - 1) <= ' ' || value.indexOf('\n') >= 0);
        bytes(spaced ? PRESERVE : TEXT);
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= ' ' && c < 0x7f && c != '&' && c != '<' && c != '>' && c != '_') {
                room(1);
                buffer[used++] = (byte) c;
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(value.charAt(i + 1))) {
                bytes(value.substring(i, i + 2).getBytes(StandardCharsets.UTF_8));
                i++;
            } else {
                bytes(special(value, i).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** What XML cannot hold is written as the format has it, {@code _x000D_}; so is what would be read like that. */
    private static String special(String value, int at) {
        char c = value.charAt(at);
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '\t', '\n' -> String.valueOf(c);
            case '_' -> value.startsWith("_x", at) ? "_x005F_" : "_";
            default -> c < ' ' ? "_x00" + (c < 0x10 ? "0" : "") + Integer.toHexString(c).toUpperCase(Locale.ROOT) + "_"
                    : Character.isSurrogate(c) || c >= '\ufffe' ? "\ufffd" : String.valueOf(c);
        };
    }

    private void bytes(byte[] more) throws IOException {
        room(more.length);
        System.arraycopy(more, 0, buffer, used, more.length);
        used += more.length;
    }

    private void room(int length) throws IOException {
        if (used + length > BUFFER) {
            flush();
        }
    }

    private void flush() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    private static byte[] ascii(String plain) {
        return plain.getBytes(StandardCharsets.ISO_8859_1);
    }
}
