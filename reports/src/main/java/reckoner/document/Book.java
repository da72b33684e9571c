package reckoner.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Date;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Own one workbook while it is made: its styles, its properties, and the writing of it with the same bytes each time. */
final class Book implements AutoCloseable {

    private static final int ROWS_IN_MEMORY = 200;
    /** ZIP cannot store a time before 1980; the date of a statement is in its properties, not here. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final SXSSFWorkbook streamed;
    private final XSSFWorkbook held;
    private final BookStyles styles;
    private final Wording words;
    private final Paper paper;

    Book(Branding branding) {
        held = new XSSFWorkbook();
        streamed = new SXSSFWorkbook(held, ROWS_IN_MEMORY, true);
        words = Wording.of(branding.language());
        paper = branding.paper();
        styles = new BookStyles(held, branding);
    }

    /** Return the part whose sheets stay in memory, for those with charts. */
    XSSFWorkbook held() {
        return held;
    }

    /** Return the part whose sheets go to disk row by row, for ledgers. */
    SXSSFWorkbook streamed() {
        return streamed;
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
        Path file = Files.createTempFile("workbook", ".xlsx");
        try {
            try (OutputStream temporary = Files.newOutputStream(file)) {
                streamed.write(temporary);
            }
            copyWithFixedTimes(file, out);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() throws IOException {
        streamed.close();
    }

    private static void copyWithFixedTimes(Path file, OutputStream out) throws IOException {
        // Not closed: the stream belongs to the caller.
        @SuppressWarnings("resource")
        ZipOutputStream target = new ZipOutputStream(out);
        try (ZipFile source = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(source.entries())) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(ENTRY_TIME);
                target.putNextEntry(copy);
                try (InputStream in = source.getInputStream(entry)) {
                    in.transferTo(target);
                }
                target.closeEntry();
            }
        }
        target.finish();
    }
}
