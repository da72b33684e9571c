package reckoner.document;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import reckoner.statement.EventReport;
import reckoner.statement.PersonalExtract;
import reckoner.statement.ReconciliationReport;
import reckoner.statement.Statement;
import reckoner.table.CsvTable;
import reckoner.table.Table;

/** Makes PDF with JasperReports and workbooks with POI. */
final class JasperAndPoiDocuments implements Documents {

    private final PdfPrinter printer = new PdfPrinter();

    @Override
    public void pdf(Statement statement, Branding branding, OutputStream out) throws IOException {
        printer.print(StatementContent.of(statement, branding), branding, out);
    }

    @Override
    public void workbook(Statement statement, Branding branding, OutputStream out) throws IOException {
        StatementWorkbook.write(statement, branding, out);
    }

    @Override
    public void csv(Statement statement, OutputStream out) throws IOException {
        csv(LedgerTable.of(Wording.of(Language.EN), statement), out);
    }

    @Override
    public void pdf(EventReport report, Branding branding, OutputStream out) throws IOException {
        printer.print(EventContent.of(report, branding), branding, out);
    }

    @Override
    public void workbook(EventReport report, Branding branding, OutputStream out) throws IOException {
        EventWorkbook.write(report, branding, out);
    }

    @Override
    public void csv(EventReport report, OutputStream out) throws IOException {
        csv(LedgerTable.of(Wording.of(Language.EN), report), out);
    }

    @Override
    public void pdf(ReconciliationReport report, Branding branding, OutputStream out) throws IOException {
        printer.print(ReconciliationContent.of(report, branding), branding, out);
    }

    @Override
    public void workbook(ReconciliationReport report, Branding branding, OutputStream out) throws IOException {
        ReconciliationWorkbook.write(report, branding.in(Language.EN), out);
    }

    @Override
    public void pdf(PersonalExtract extract, Branding branding, OutputStream out) throws IOException {
        printer.print(PersonalContent.of(extract, branding), branding, out);
    }

    private static void csv(Table table, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CsvTable.write(table, writer);
        writer.flush();
    }
}
