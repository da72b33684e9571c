package reckoner.document;

import java.awt.Color;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Hold the cell styles of one workbook, each made once: a workbook may have 64,000 at most. */
final class BookStyles {

    /** Two decimals, more only if there are more; negative figures with a sign, and not in red, which Excel draws too light. */
    static final String MONEY = "#,##0.00####;\\-#,##0.00####;0.00";

    private static final String FONT = "Calibri";

    final XSSFCellStyle title;
    final XSSFCellStyle subtitle;
    final XSSFCellStyle heading;
    final XSSFCellStyle header;
    final XSSFCellStyle headerRight;
    final XSSFCellStyle text;
    final XSSFCellStyle wrapped;
    final XSSFCellStyle sentence;
    final XSSFCellStyle sentenceHeader;
    final XSSFCellStyle label;
    final XSSFCellStyle whole;
    final XSSFCellStyle quantity;
    final XSSFCellStyle money;
    final XSSFCellStyle percent;
    final XSSFCellStyle moment;
    final XSSFCellStyle strong;
    final XSSFCellStyle strongMoney;
    final XSSFCellStyle strongWhole;
    final XSSFCellStyle strongPercent;

    private final XSSFWorkbook book;

    BookStyles(XSSFWorkbook book, Branding branding) {
        this.book = book;
        XSSFColor accent = colour(branding.accent());
        title = style(font(18, true, accent));
        subtitle = style(font(11, false, colour("#5B6875")));
        heading = style(font(13, true, accent));
        header = style(font(10, true, colour("#FFFFFF")));
        header.setFillForegroundColor(accent);
        header.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        header.setVerticalAlignment(VerticalAlignment.CENTER);
        header.setWrapText(true);
        headerRight = copy(header);
        headerRight.setAlignment(HorizontalAlignment.RIGHT);
        XSSFFont plain = font(10, false, colour("#1F2933"));
        text = top(style(plain));
        label = top(style(font(10, false, colour("#5B6875"))));
        wrapped = top(style(plain));
        wrapped.setWrapText(true);
        sentence = copy(wrapped);
        sentence.setAlignment(HorizontalAlignment.LEFT);
        sentence.setIndention((short) 1);
        sentenceHeader = copy(header);
        sentenceHeader.setAlignment(HorizontalAlignment.LEFT);
        sentenceHeader.setIndention((short) 1);
        whole = number(plain, "#,##0");
        quantity = number(plain, "#,##0.######");
        money = number(plain, MONEY);
        percent = number(plain, "0.0%");
        moment = number(plain, Wording.of(branding.language()).say("date.sheet"));
        moment.setAlignment(HorizontalAlignment.LEFT);
        XSSFFont bold = font(10, true, colour("#1F2933"));
        strong = total(top(style(bold)));
        strongMoney = total(number(bold, MONEY));
        strongWhole = total(number(bold, "#,##0"));
        strongPercent = total(number(bold, "0.0%"));
    }

    private XSSFCellStyle total(XSSFCellStyle style) {
        style.setBorderTop(BorderStyle.THIN);
        style.setTopBorderColor(colour("#5B6875"));
        style.setFillForegroundColor(colour("#F3F6F8"));
        style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        return style;
    }

    private XSSFCellStyle number(XSSFFont font, String format) {
        XSSFCellStyle style = top(style(font));
        style.setDataFormat(book.createDataFormat().getFormat(format));
        style.setAlignment(HorizontalAlignment.RIGHT);
        return style;
    }

    /** What stands beside a cell of several lines begins with it, and all cells of a row stand on one line. */
    private static XSSFCellStyle top(XSSFCellStyle style) {
        style.setVerticalAlignment(VerticalAlignment.TOP);
        return style;
    }

    private XSSFCellStyle style(XSSFFont font) {
        XSSFCellStyle style = book.createCellStyle();
        style.setFont(font);
        return style;
    }

    private XSSFCellStyle copy(XSSFCellStyle from) {
        XSSFCellStyle style = book.createCellStyle();
        style.cloneStyleFrom(from);
        return style;
    }

    private XSSFFont font(int points, boolean bold, XSSFColor colour) {
        XSSFFont font = book.createFont();
        font.setFontName(FONT);
        font.setFontHeightInPoints((short) points);
        font.setBold(bold);
        font.setColor(colour);
        return font;
    }

    static XSSFColor colour(String hex) {
        Color colour = Color.decode(hex);
        return new XSSFColor(new byte[] {(byte) colour.getRed(), (byte) colour.getGreen(), (byte) colour.getBlue()}, null);
    }
}
