package reckoner.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import reckoner.table.Cell;
import reckoner.table.Table;

/** Own one workbook while it is made: its styles, its properties, and the writing of it with the same bytes each time. */
final class Book implements AutoCloseable {

    /** ZIP cannot store a time before 1980, and adds the zone of the machine to its first instant; the date of a statement is in its properties, not here. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 2, 0, 0);

    /** Rows that are written below the header of a sheet when its part is written, the first of them {@code from}th of the table. */
    private record Later(Table table, int from, int count, boolean wraps) {}

    private final XSSFWorkbook held;
    private final Map<String, Later> later = new HashMap<>();
    private final BookStyles styles;
    private final Wording words;
    private final Paper paper;

    Book(Branding branding) {
        held = new XSSFWorkbook();
        words = Wording.of(branding.language());
        paper = branding.paper();
        styles = new BookStyles(held, branding);
    }

    /** Return the workbook as it is held in memory: all but the rows of long tables. */
    XSSFWorkbook held() {
        return held;
    }

    /** Let rows of a table follow the header of a sheet; they are read when the workbook is written, sheet after sheet. */
    void later(XSSFSheet sheet, Table table, int from, int count, boolean wraps) {
        later.put(sheet.getPackagePart().getPartName().getName().substring(1), new Later(table, from, count, wraps));
    }

    BookStyles styles() {
        return styles;
    }

    Wording words() {
        return words;
    }

    Paper paper() {
        return paper;
    }

    /** Set the properties that a file manager shows; times are the document's, not the clock's. */
    void describe(String title, String subject, String issuer, Instant madeAt) throws IOException {
        POIXMLProperties properties = held.getProperties();
        POIXMLProperties.CoreProperties core = properties.getCoreProperties();
        core.setTitle(title);
        core.setSubjectProperty(subject);
        core.setCreator(issuer);
        core.setLastModifiedByUser(issuer);
        try {
            core.getUnderlyingProperties().setCreatedProperty(Optional.of(Date.from(madeAt)));
            core.getUnderlyingProperties().setModifiedProperty(Optional.of(Date.from(madeAt)));
        } catch (RuntimeException e) {
            throw new IOException("cannot set the times of workbook " + title, e);
        }
        properties.getExtendedProperties().setApplication("Reckoner");
        properties.getExtendedProperties().setCompany(issuer);
    }

    /** Write the workbook; formulas are computed again when it is opened. */
    void write(OutputStream out) throws IOException {
        held.setForceFormulaRecalculation(true);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream plain = new ZipArchiveOutputStream(frame)) {
            // It is compressed once, below.
            plain.setLevel(Deflater.NO_COMPRESSION);
            held.write(plain);
        }
        // Not closed: the stream belongs to the caller.
        @SuppressWarnings("resource")
        ZipOutputStream target = new ZipOutputStream(out);
        // A third larger than by default, in half the time.
        target.setLevel(Deflater.BEST_SPEED);
        Rows rows = new Rows(target);
        try (ZipInputStream source = new ZipInputStream(new ByteArrayInputStream(frame.toByteArray()))) {
            for (ZipEntry entry = source.getNextEntry(); entry != null; entry = source.getNextEntry()) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(ENTRY_TIME);
                target.putNextEntry(copy);
                Later more = later.get(entry.getName());
                if (more == null) {
                    source.transferTo(target);
                } else {
                    rows.between(new String(source.readAllBytes(), StandardCharsets.UTF_8), more);
                }
                target.closeEntry();
            }
        }
        target.finish();
    }

    /** Puts the rows of long tables where they belong; a table that goes on over several sheets is read once. */
    private final class Rows {

        private final ZipOutputStream out;
        private @Nullable Table open;
        private Iterator<List<Cell>> rows = Collections.emptyIterator();
        private int next;

        Rows(ZipOutputStream out) {
            this.out = out;
        }

        void between(String sheet, Later later) throws IOException {
            if (open != later.table || next != later.from) {
                open = later.table;
                rows = later.table.rows().iterator();
                for (next = 0; next < later.from; next++) {
                    rows.next();
                }
            }
            int end = sheet.lastIndexOf("</sheetData>");
            // The size that POI knows of is that of the header alone.
            out.write(sheet.substring(0, end).replaceFirst("<dimension [^>]*/>", "").getBytes(StandardCharsets.UTF_8));
            int written = new SheetRows(styles, out, later.wraps).write(rows, later.table.columns(), later.count);
            if (written != later.count) {
                throw new IllegalStateException("table '" + later.table.title() + "' has " + (later.from + written) + " rows and said more");
            }
            next += written;
            out.write(sheet.substring(end).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        // To close it would write it all once more, to nowhere.
        held.getPackage().revert();
    }
}
