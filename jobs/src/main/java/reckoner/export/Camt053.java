package reckoner.export;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import reckoner.Failure;
import reckoner.statement.Statement;
import reckoner.statement.StatementLine;

/**
 * Issued statements as an ISO 20022 bank-to-customer statement, camt.053.001.08. Every line that moved the balance is an entry, what
 * moved it without a ledger entry too, so that the opening balance and the entries make the closing balance; lines that moved
 * nothing are left out, as nothing was booked.
 */
final class Camt053 {

    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";
    private static final int MOST_DECIMALS = 5;
    private static final int MOST_DIGITS = 18;
    private static final int LONGEST_ACCOUNT = 34;
    private static final int LONGEST_REFERENCE = 35;
    private static final int LONGEST_NAME = 70;
    private static final int LONGEST_INFORMATION = 500;

    private final XMLStreamWriter xml;
    private final Instant now;
    private final YearMonth month;
    private int count;

    Camt053(OutputStream out, Instant now, YearMonth month) {
        this.now = now;
        this.month = month;
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    int count() {
        return count;
    }

    void statement(Statement statement) {
        check(statement);
        try {
            if (count++ == 0) {
                head();
            }
            write(statement);
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    void finish() {
        try {
            xml.writeEndDocument();
            xml.writeCharacters("\n");
            xml.flush();
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    private void head() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("Document");
        xml.writeDefaultNamespace(NAMESPACE);
        xml.writeStartElement("BkToCstmrStmt");
        xml.writeStartElement("GrpHdr");
        text("MsgId", "RECKONER-" + month + "-" + now.getEpochSecond());
        text("CreDtTm", now.truncatedTo(ChronoUnit.SECONDS).toString());
        xml.writeEndElement();
    }

    private void write(Statement statement) throws XMLStreamException {
        ZoneId zone = statement.period().zone();
        String currency = statement.holder().currency();
        xml.writeCharacters("\n");
        xml.writeStartElement("Stmt");
        text("Id", statement.label());
        text("ElctrncSeqNb", digits(statement.label()));
        text("CreDtTm", local(statement.issuedAt(), zone));
        xml.writeStartElement("FrToDt");
        text("FrDtTm", local(statement.period().from(), zone));
        text("ToDtTm", local(statement.period().to(), zone));
        xml.writeEndElement();
        xml.writeStartElement("Acct");
        nested(statement.holder().accountId(), "Id", "Othr", "Id");
        text("Ccy", currency);
        text("Nm", cut(statement.holder().name(), LONGEST_NAME));
        xml.writeEndElement();
        balance("OPBD", statement.opening(), currency, statement.period().firstDay());
        balance("CLBD", statement.closing(), currency, statement.period().lastDay());
        summary(statement.lines());
        int number = 0;
        for (StatementLine line : statement.lines()) {
            if (line.movement().signum() != 0) {
                entry(++number, line, currency, zone);
            }
        }
        xml.writeEndElement();
    }

    private void balance(String code, BigDecimal amount, String currency, LocalDate day) throws XMLStreamException {
        xml.writeStartElement("Bal");
        nested(code, "Tp", "CdOrPrtry", "Cd");
        amount(amount, currency);
        nested(day.toString(), "Dt", "Dt");
        xml.writeEndElement();
    }

    private void summary(List<StatementLine> lines) throws XMLStreamException {
        List<BigDecimal> movements = lines.stream().map(StatementLine::movement).filter(movement -> movement.signum() != 0).toList();
        xml.writeStartElement("TxsSummry");
        xml.writeStartElement("TtlNtries");
        sums(movements);
        xml.writeEndElement();
        xml.writeStartElement("TtlCdtNtries");
        sums(movements.stream().filter(movement -> movement.signum() > 0).toList());
        xml.writeEndElement();
        xml.writeStartElement("TtlDbtNtries");
        sums(movements.stream().filter(movement -> movement.signum() < 0).toList());
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void sums(List<BigDecimal> movements) throws XMLStreamException {
        text("NbOfNtries", Integer.toString(movements.size()));
        text("Sum", plain(movements.stream().map(BigDecimal::abs).reduce(BigDecimal.ZERO, BigDecimal::add)));
    }

    private void entry(int number, StatementLine line, String currency, ZoneId zone) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("Ntry");
        text("NtryRef", Integer.toString(number));
        amount(line.movement(), currency);
        nested("BOOK", "Sts", "Cd");
        nested(local(line.at(), zone), "BookgDt", "DtTm");
        nested(line.at().atZone(zone).toLocalDate().toString(), "ValDt", "Dt");
        if (!line.transactionId().isEmpty() && line.transactionId().length() <= LONGEST_REFERENCE) {
            text("AcctSvcrRef", line.transactionId());
        }
        nested(line.kind().name(), "BkTxCd", "Prtry", "Cd");
        text("AddtlNtryInf", cut(information(line), LONGEST_INFORMATION));
        xml.writeEndElement();
    }

    private static String information(StatementLine line) {
        StringBuilder words = new StringBuilder(line.service());
        if (!line.eventLabel().isEmpty()) {
            words.append(", ").append(line.eventLabel());
        }
        if (line.transactionId().length() > LONGEST_REFERENCE) {
            words.append(", ").append(line.transactionId());
        }
        return line.note() == null ? words.toString() : words.append(", ").append(line.note()).toString();
    }

    private void amount(BigDecimal signed, String currency) throws XMLStreamException {
        xml.writeStartElement("Amt");
        xml.writeAttribute("Ccy", currency);
        xml.writeCharacters(plain(signed.abs()));
        xml.writeEndElement();
        text("CdtDbtInd", signed.signum() < 0 ? "DBIT" : "CRDT");
    }

    private void nested(String value, String... names) throws XMLStreamException {
        for (int i = 0; i < names.length - 1; i++) {
            xml.writeStartElement(names[i]);
        }
        text(names[names.length - 1], value);
        for (int i = 0; i < names.length - 1; i++) {
            xml.writeEndElement();
        }
    }

    private void text(String name, String value) throws XMLStreamException {
        xml.writeStartElement(name);
        // XML has no way to write control characters.
        xml.writeCharacters(value.replaceAll("[\\p{Cntrl}\\ufffe\\uffff]", " "));
        xml.writeEndElement();
    }

    /** What the format cannot hold is refused: a rounded statement would be another one. */
    private static void check(Statement statement) {
        if (statement.holder().accountId().length() > LONGEST_ACCOUNT) {
            throw refused(statement, "its account id has more than " + LONGEST_ACCOUNT + " characters");
        }
        statement.lines().stream().map(StatementLine::movement).forEach(amount -> check(statement, amount));
        check(statement, statement.opening());
        check(statement, statement.closing());
    }

    private static void check(Statement statement, BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        if (stripped.scale() > MOST_DECIMALS || amount.precision() > MOST_DIGITS) {
            throw refused(statement, "it has the amount " + amount.toPlainString() + ", and the format holds " + MOST_DECIMALS + " decimals");
        }
    }

    private static Failure refused(Statement statement, String why) {
        return Failure.input("Statement %s of account %s cannot be written as camt.053: %s. Nothing was written. Leave the account out with --account, or use --format journal."
                .formatted(statement.label(), statement.holder().accountId(), why));
    }

    private static String plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return (stripped.scale() < 2 ? stripped.setScale(2) : stripped).toPlainString();
    }

    private static String local(Instant at, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(ZonedDateTime.ofInstant(at.truncatedTo(ChronoUnit.MILLIS), zone));
    }

    private static String digits(String number) {
        return new BigDecimal(number.replaceAll("\\D", "")).toPlainString();
    }

    private static String cut(String value, int most) {
        if (value.length() <= most) {
            return value;
        }
        return value.substring(0, Character.isHighSurrogate(value.charAt(most - 1)) ? most - 1 : most);
    }

    private static Failure broken(XMLStreamException e) {
        return Failure.environment("The statement message cannot be written (%s). Nothing was changed.".formatted(e.getMessage()), e);
    }
}
