package reckoner.document;

import java.io.IOException;
import java.io.OutputStream;
import reckoner.statement.EventReport;
import reckoner.statement.PersonalExtract;
import reckoner.statement.ReconciliationReport;
import reckoner.statement.Statement;

/** Make documents; safe for use by many threads; no method closes the stream it writes to. */
public interface Documents {

    /** Write an account statement as tagged PDF in the language and on the paper of the branding, fonts embedded. */
    void pdf(Statement statement, Branding branding, OutputStream out) throws IOException;

    /** Write an account statement as XLSX with real numbers, formulas and native charts. */
    void workbook(Statement statement, Branding branding, OutputStream out) throws IOException;

    /** Write the ledger of an account statement as UTF-8 CSV with a header; in English whatever the language, for programs read it. */
    void csv(Statement statement, OutputStream out) throws IOException;

    /** Write an event report as tagged PDF in the language and on the paper of the branding, fonts embedded. */
    void pdf(EventReport report, Branding branding, OutputStream out) throws IOException;

    /** Write an event report as XLSX with real numbers, formulas and native charts. */
    void workbook(EventReport report, Branding branding, OutputStream out) throws IOException;

    /** Write the activities of an event report as UTF-8 CSV with a header, in English. */
    void csv(EventReport report, OutputStream out) throws IOException;

    /** Write the report of a reconciliation as tagged PDF in English and on the paper of the branding, fonts embedded. */
    void pdf(ReconciliationReport report, Branding branding, OutputStream out) throws IOException;

    /** Write the report of a reconciliation as XLSX with real numbers, filters, formulas and native charts. */
    void workbook(ReconciliationReport report, Branding branding, OutputStream out) throws IOException;

    /** Write what is held of a person as tagged PDF in English and on the paper of the branding, fonts embedded. */
    void pdf(PersonalExtract extract, Branding branding, OutputStream out) throws IOException;

    /** Return the maker of documents; templates are loaded on first use and kept. */
    static Documents create() {
        return new JasperAndPoiDocuments();
    }
}
