package reckoner.document;

import java.io.IOException;
import java.io.OutputStream;
import reckoner.statement.EventReport;

final class EventWorkbook {
    private EventWorkbook() {}

    static void write(EventReport report, Branding branding, OutputStream out) throws IOException {
        throw new UnsupportedOperationException("soon");
    }
}
