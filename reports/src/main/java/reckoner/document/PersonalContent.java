package reckoner.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reckoner.statement.PersonalExtract;
import reckoner.table.Figures;

/** Put what is held of a person into the words of the layout, in English. */
final class PersonalContent {

    private static final String ACCENT = "#14724F";

    private final PersonalExtract extract;
    private final Branding branding;
    private final Wording english = Wording.of(Language.EN);

    private PersonalContent(PersonalExtract extract, Branding branding) {
        this.extract = extract;
        this.branding = branding;
    }

    static PdfContent of(PersonalExtract extract, Branding branding) throws IOException {
        PersonalContent words = new PersonalContent(extract, branding);
        List<PdfRow> rows = words.rows();
        return new PdfContent("Personal data of account " + extract.account(), "Personal data",
                String.join("|", "personal", extract.account(), extract.asOf().toString(), String.valueOf(extract.rows())),
                extract.asOf(), words.english, words.parameters(), rows.iterator(), rows.size());
    }

    private Map<String, Object> parameters() throws IOException {
        Map<String, Object> p = new HashMap<>(Brand.parameters(branding));
        p.put("TITLE", "Personal data");
        p.put("SUBTITLE", Printable.text("Account " + extract.account()));
        p.put("RUNNING_HEAD", Printable.text("Personal data  ·  account " + extract.account()));
        p.put("HOLDER_LABEL", "ACCOUNT HOLDER");
        p.put("HOLDER", Printable.named(extract.name(), extract.account()));
        p.put("HOLDER_DETAIL", Printable.text(extract.email().isEmpty() ? "no e-mail address is held" : extract.email()));
        p.put("META", PdfContent.list(List.of(
                PdfContent.pair("Account", Printable.text(extract.account()), "", false),
                PdfContent.pair("As of", Figures.longMoment(extract.asOf(), extract.zone()), "", false),
                PdfContent.pair("Currency", extract.currency(), "", false),
                PdfContent.pair("Times", "local time of " + extract.zone().getId(), "", false))));
        p.put("SUMMARY_HEADING", "What is held");
        p.put("SUMMARY", PdfContent.list(List.of(
                PdfContent.pair("", "Kinds of records", Figures.whole(extract.held().stream().filter(h -> h.rows() > 0).count()), false),
                PdfContent.pair("", "Statements issued", Figures.whole(extract.issued().size()), false))));
        p.put("CARD_LABEL", "Records");
        p.put("CARD_VALUE", Figures.whole(extract.rows()));
        p.put("CARD_NOTE", "each of them is in data.json");
        p.put("VERDICT_COLOUR", ACCENT);
        p.put("VERDICT_HEADLINE", "This is everything that the database holds of this account and its holder.");
        p.put("VERDICT_DETAIL", "The file data.json beside this page has every record in full, with exact amounts and times in UTC. Passwords and keys of logins"
                + " are kept as hashes and are shown to nobody. Files that came with the data, backups and logs are not in it.");
        return p;
    }

    private List<PdfRow> rows() {
        List<PdfRow> rows = new ArrayList<>();
        List<PersonalExtract.Held> held = extract.held().stream().filter(h -> h.rows() > 0).toList();
        for (PersonalExtract.Held one : held) {
            rows.add(row("LIST HELD", one == held.get(0), List.of("Records, kind by kind", "What is held", "Records", "Where it came from", "How long"),
                    Printable.text(one.what()), Figures.whole(one.rows()), one.source(), one.kept()));
        }
        for (PersonalExtract.Issued one : extract.issued()) {
            rows.add(row("LIST ISSUED", one == extract.issued().get(0), List.of("Statements issued", "Number", "Period", "Issued", "Files"),
                    one.number() + (one.replacedBy() == null ? "" : "\nreplaced by " + one.replacedBy()),
                    Figures.moment(one.from(), extract.zone()) + "\n" + Figures.moment(one.to(), extract.zone()),
                    Figures.moment(one.issuedAt(), extract.zone()), one.hashes()));
        }
        return rows;
    }

    /** @param heads of the section and of its four columns */
    private static PdfRow row(String section, boolean first, List<String> heads, String c1, String c2, String c3, String c4) {
        return new PdfRow(section, "LINE", first, true, heads.get(0), heads.get(1), c1, c2, c3, c4, heads.get(2), heads.get(3), heads.get(4), null);
    }
}
