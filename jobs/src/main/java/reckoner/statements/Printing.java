package reckoner.statements;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import reckoner.document.Branding;
import reckoner.document.Documents;
import reckoner.statement.EventReport;
import reckoner.statement.Statement;

/** Writes a statement or a report as a file of the format asked for. */
@Component
class Printing {

    private final Documents documents;

    Printing(Documents documents) {
        this.documents = documents;
    }

    /** What is written where so much is asked for: a PDF that does not list its lines is never without the file that does. */
    static Set<Format> formats(Set<Format> asked, int lines, Branding branding) {
        Set<Format> all = EnumSet.copyOf(asked);
        if (asked.contains(Format.PDF) && lines > branding.pdfLines()) {
            all.add(Format.CSV);
            all.add(Format.XLSX);
        }
        return all;
    }

    HashedFile print(Statement statement, Branding branding, Format format, Path file) {
        return HashedFile.write(file, content(statement, branding, format));
    }

    HashedFile print(EventReport report, Branding branding, Format format, Path file) {
        return HashedFile.write(file, content(report, branding, format));
    }

    HashedFile.Content content(Statement statement, Branding branding, Format format) {
        return out -> {
            switch (format) {
                case PDF -> documents.pdf(statement, branding, out);
                case XLSX -> documents.workbook(statement, branding, out);
                case CSV -> documents.csv(statement, out);
            }
        };
    }

    HashedFile.Content content(EventReport report, Branding branding, Format format) {
        return out -> {
            switch (format) {
                case PDF -> documents.pdf(report, branding, out);
                case XLSX -> documents.workbook(report, branding, out);
                case CSV -> documents.csv(report, out);
            }
        };
    }
}
