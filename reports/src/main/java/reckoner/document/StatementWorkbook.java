package reckoner.document;

import java.io.IOException;
import java.io.OutputStream;
import reckoner.statement.Statement;

final class StatementWorkbook {
    private StatementWorkbook() {}

    static void write(Statement statement, Branding branding, OutputStream out) throws IOException {
        throw new UnsupportedOperationException("soon");
    }
}
