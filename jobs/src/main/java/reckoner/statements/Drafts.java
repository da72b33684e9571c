package reckoner.statements;

import org.springframework.stereotype.Component;
import reckoner.document.Branding;
import reckoner.statement.Statement;

/** Prints drafts: no number, no trace in the register, a name that says so. */
@Component
class Drafts {

    private final Brandings brandings;
    private final Printing printing;
    private final Shelf shelf;

    Drafts(Brandings brandings, Printing printing, Shelf shelf) {
        this.brandings = brandings;
        this.printing = printing;
        this.shelf = shelf;
    }

    void print(Statement statement, StatementsRequest request) {
        Branding branding = brandings.ofSettings().of(statement.holder().accountId());
        for (Format format : request.formats()) {
            String name = IssuedFiles.name(statement, request.month(), "-draft", format);
            shelf.put(printing.print(statement, branding, format, shelf.aside(name)), name);
        }
    }
}
