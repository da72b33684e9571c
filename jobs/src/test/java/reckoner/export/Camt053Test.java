package reckoner.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static reckoner.export.MonthOfMarch.MARCH;
import static reckoner.export.MonthOfMarch.line;
import static reckoner.export.MonthOfMarch.statement;
import static reckoner.export.MonthOfMarch.text;

import com.prowidesoftware.swift.model.mx.dic.AccountStatement9;
import com.prowidesoftware.swift.model.mx.dic.BankToCustomerStatementV08;
import com.prowidesoftware.swift.model.mx.dic.CashBalance8;
import com.prowidesoftware.swift.model.mx.dic.CreditDebitCode;
import com.prowidesoftware.swift.model.mx.dic.ReportEntry10;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import jakarta.xml.bind.annotation.XmlElement;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.stream.StreamSource;
import org.junit.jupiter.api.Test;
import reckoner.Failure;
import reckoner.statement.LineKind;

/** No library carries the schema file itself; the model that Prowide generates from it is read as strictly as the schema would be. */
class Camt053Test {

    private final MonthOfMarch month = new MonthOfMarch();

    @Test
    void issued_statements_become_one_message_that_the_model_allows_and_that_adds_up() throws Exception {
        month.issue(statement("S-000011", "acme",
                line("2026-03-02T10:00:00.123456Z", "A1", LineKind.PURCHASE, "50.00", "60.00"),
                line("2026-03-02T10:01:00Z", "A2", LineKind.FAILED, "0.00", "60.00"),
                line("2026-03-31T23:59:59Z", "T".repeat(64), LineKind.USE, "-70.12345", "-10.12345"),
                line("2026-04-01T03:59:59Z", "", LineKind.UNEXPLAINED, "0.12345", "-10.00")), "2026-04-01T08:00:00Z", null);
        month.issue(statement("S-000012", "bravo"), "2026-04-01T08:00:01Z", null);

        String xml = text(out -> assertThat(month.exports.camt053(MARCH, List.of(), out)).isEqualTo(2));

        List<AccountStatement9> statements = strictly(xml).getStmt();
        assertThat(statements).hasSize(2).allSatisfy(Camt053Test::addsUp);
        AccountStatement9 first = statements.get(0);
        assertThat(first.getId()).isEqualTo("S-000011");
        assertThat(first.getElctrncSeqNb()).isEqualByComparingTo("11");
        assertThat(first.getAcct().getId().getOthr().getId()).isEqualTo("acme");
        assertThat(first.getAcct().getNm()).startsWith("Müller & <Söhne>  xxx").hasSize(70);
        assertThat(first.getBal()).extracting(balance -> balance.getTp().getCdOrPrtry().getCd() + " " + signed(balance) + " " + balance.getDt().getDt())
                .containsExactly("OPBD 10.00 2026-03-01", "CLBD -10.00 2026-03-31");
        assertThat(first.getNtry()).extracting(entry -> signed(entry) + " " + entry.getBookgDt().getDtTm().toInstant() + " " + entry.getAcctSvcrRef())
                .containsExactly("50.00 2026-03-02T10:00:00.123Z A1", "-70.12345 2026-03-31T23:59:59Z null", "0.12345 2026-04-01T03:59:59Z null");
        assertThat(first.getNtry().get(1).getAddtlNtryInf()).contains("T".repeat(64));
        assertThat(statements.get(1).getNtry()).isEmpty();
    }

    @Test
    void the_model_refuses_what_is_wrong() throws Exception {
        month.issue(statement("S-000011", "acme", line("2026-03-02T10:00:00Z", "A1", LineKind.PURCHASE, "50.00", "60.00")), "2026-04-01T08:00:00Z", null);
        String xml = text(out -> month.exports.camt053(MARCH, List.of(), out));
        for (String wrong : List.of(xml.replace("<CdtDbtInd>CRDT</CdtDbtInd>", ""), xml.replace("CRDT", "CREDIT"), xml.replace("Ntry>", "Entry>"),
                xml.replace("camt.053.001.08", "camt.053.001.02"), xml.replaceFirst("(<Id>S-000011</Id>)(<ElctrncSeqNb>11</ElctrncSeqNb>)", "$2$1"))) {
            assertThat(wrong).isNotEqualTo(xml);
            assertThatThrownBy(() -> strictly(wrong)).isInstanceOfAny(JAXBException.class, IllegalArgumentException.class);
        }
    }

    @Test
    void only_what_is_in_force_is_exported_and_nothing_is_said_to_be_nothing() {
        assertThatThrownBy(() -> text(out -> month.exports.camt053(MARCH, List.of(), out))).isInstanceOf(Failure.class)
                .hasMessage("No statement of 2026-03 is in force. Nothing was written. Issue them first: ./run.sh statements --month 2026-03");
    }

    @Test
    void an_amount_that_the_format_cannot_hold_is_refused_and_not_rounded() {
        month.issue(statement("S-000011", "acme", line("2026-03-02T10:00:00Z", "A1", LineKind.USE, "-0.000001", "9.999999")), "2026-04-01T08:00:00Z", null);
        assertThatThrownBy(() -> text(out -> month.exports.camt053(MARCH, List.of(), out))).isInstanceOf(Failure.class)
                .hasMessageContaining("Statement S-000011 of account acme").hasMessageContaining("0.000001").hasMessageContaining("5 decimals");
    }

    private static void addsUp(AccountStatement9 statement) {
        BigDecimal sum = statement.getNtry().stream().map(Camt053Test::signed).reduce(signed(statement.getBal().get(0)), BigDecimal::add);
        assertThat(sum).isEqualByComparingTo(signed(statement.getBal().get(1)));
        assertThat(statement.getTxsSummry().getTtlNtries().getNbOfNtries()).isEqualTo(String.valueOf(statement.getNtry().size()));
    }

    private static BigDecimal signed(ReportEntry10 entry) {
        return entry.getCdtDbtInd() == CreditDebitCode.DBIT ? entry.getAmt().getValue().negate() : entry.getAmt().getValue();
    }

    private static BigDecimal signed(CashBalance8 balance) {
        return balance.getCdtDbtInd() == CreditDebitCode.DBIT ? balance.getAmt().getValue().negate() : balance.getAmt().getValue();
    }

    /** Read by the model without leniency: no element that it does not know, none missing that it demands, none out of its order. */
    private static BankToCustomerStatementV08 strictly(String xml) throws Exception {
        String start = "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">";
        String end = "</Document>\n";
        if (!xml.contains(start) || !xml.endsWith(end)) {
            throw new IllegalArgumentException("not a camt.053.001.08");
        }
        // The model knows its elements without their namespace.
        String body = xml.substring(xml.indexOf(start) + start.length(), xml.length() - end.length());
        JAXBContext context = JAXBContext.newInstance(BankToCustomerStatementV08.class);
        Unmarshaller reader = context.createUnmarshaller();
        reader.setEventHandler(event -> false);
        JAXBElement<BankToCustomerStatementV08> message = reader.unmarshal(new StreamSource(new StringReader(body)), BankToCustomerStatementV08.class);
        requireAll(message.getValue());
        StringWriter again = new StringWriter();
        context.createMarshaller().marshal(message, again);
        if (!elements(again.toString()).equals(elements(body))) {
            throw new IllegalArgumentException("not in the order of the model");
        }
        return message.getValue();
    }

    private static void requireAll(Object part) throws ReflectiveOperationException {
        for (Field field : part.getClass().getDeclaredFields()) {
            XmlElement element = field.getAnnotation(XmlElement.class);
            if (element != null) {
                field.setAccessible(true);
                Object value = field.get(part);
                if (element.required() && (value == null || value instanceof List<?> list && list.isEmpty())) {
                    throw new IllegalArgumentException(part.getClass().getSimpleName() + " has no " + element.name());
                }
                for (Object one : value instanceof List<?> list ? list : value == null ? List.of() : List.of(value)) {
                    if (one.getClass().getPackage() == part.getClass().getPackage()) {
                        requireAll(one);
                    }
                }
            }
        }
    }

    private static List<String> elements(String xml) throws XMLStreamException {
        List<String> names = new ArrayList<>();
        XMLStreamReader reader = XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(xml));
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
                names.add(event + reader.getName().toString());
            }
        }
        return names;
    }
}
