package reckoner.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;

/**
 * Write one table of any length as a workbook, in constant memory and as fast as the rows come: POI makes styles, header, filter
 * and print set-up of an empty workbook, the rows between are written as XML by {@link SheetRows}.
 */
public final class StreamedWorkbook {

    private static final String SHEET = "xl/worksheets/sheet%d.xml";
    private static final int CHARACTER = 256;
    /** ZIP cannot store a time before 1980, adds the zone of the machine to its first instant, and the same rows shall give the same bytes. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 2, 0, 0);

    private final Table table;
    private final Branding branding;
    private final int mostRows;
    private final ZipOutputStream zip;

    private StreamedWorkbook(Table table, Branding branding, int mostRows, ZipOutputStream zip) {
        this.table = table;
        this.branding = branding;
        this.mostRows = mostRows;
        this.zip = zip;
    }

    /**
     * Write the table's rows, read once and in order, to as many sheets as it takes; leave the stream open.
     *
     * @throws ArithmeticException if an amount has more digits than a spreadsheet can hold
     */
    public static void write(Table table, Branding branding, OutputStream out) throws IOException {
        write(table, branding, TableSheet.MOST_ROWS, out);
    }

    static void write(Table table, Branding branding, int mostRows, OutputStream out) throws IOException {
        // Not closed: the stream belongs to the caller.
        @SuppressWarnings("resource")
        ZipOutputStream zip = new ZipOutputStream(out);
        // A third larger than by default, in half the time.
        zip.setLevel(Deflater.BEST_SPEED);
        new StreamedWorkbook(table, branding, mostRows, zip).write();
        zip.finish();
    }

    private void write() throws IOException {
        // The first sheet is the selected one; every other begins like the second.
        Map<String, String> empty = parts(List.of(0, 0));
        List<Integer> sizes = new ArrayList<>();
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            SheetRows rows = new SheetRows(new BookStyles(book, branding), zip);
            Iterator<List<Cell>> source = table.rows().iterator();
            do {
                String[] around = empty.get(SHEET.formatted(sizes.isEmpty() ? 1 : 2)).split("(?=</sheetData>)");
                begin(SHEET.formatted(sizes.size() + 1));
                text(around[0].replaceFirst("<dimension [^>]*/>", ""));
                int size = rows.write(source, table.columns(), mostRows);
                text(around[1]);
                zip.closeEntry();
                sizes.add(size);
            } while (source.hasNext());
        }
        for (Map.Entry<String, String> part : parts(sizes).entrySet()) {
            if (!part.getKey().startsWith("xl/worksheets/sheet")) {
                begin(part.getKey());
                text(part.getValue());
                zip.closeEntry();
            }
        }
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ENTRY_TIME);
        zip.putNextEntry(entry);
    }

    private void text(String part) throws IOException {
        zip.write(part.getBytes(StandardCharsets.UTF_8));
    }

    /** The parts of a workbook with sheets for so many rows, but without the rows. */
    private Map<String, String> parts(List<Integer> sizes) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            BookStyles styles = new BookStyles(book, branding);
            CellWriter cells = new CellWriter(styles);
            for (int i = 0; i < sizes.size(); i++) {
                prepare(book.createSheet(WorkbookUtil.createSafeSheetName(i == 0 ? table.title() : table.title() + " " + (i + 1))),
                        styles, cells, sizes.get(i));
            }
            book.getProperties().getCoreProperties().setTitle(table.title());
            book.getProperties().getCoreProperties().getUnderlyingProperties().setCreatedProperty(Optional.empty());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            book.write(bytes);
            return unpacked(bytes.toByteArray());
        }
    }

    private void prepare(XSSFSheet sheet, BookStyles styles, CellWriter cells, int rows) {
        Row header = sheet.createRow(0);
        header.setHeightInPoints(22);
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            cells.text(header, i, column.header(), column.align() == Column.Align.RIGHT ? styles.headerRight : styles.header);
            sheet.setColumnWidth(i, (column.width() + 2) * CHARACTER);
        }
        sheet.createFreezePane(0, 1);
        TableSheet.filtered(sheet, table, rows);
        sheet.setRepeatingRows(CellRangeAddress.valueOf("1:1"));
        TableSheet.printSetup(branding.paper(), Wording.of(branding.language()), sheet, true);
    }

    private static Map<String, String> unpacked(byte[] workbook) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                parts.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }
}
