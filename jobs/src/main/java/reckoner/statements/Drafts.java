package reckoner.statements;

import java.util.Set;
import org.springframework.stereotype.Component;
import reckoner.document.Branding;

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

    void print(Settled.Due due, Set<Format> formats) {
        Branding branding = brandings.ofSettings().of(due.statement().holder().accountId());
        for (Format format : Printing.formats(formats, due.statement().lines().size(), branding)) {
            String name = IssuedFiles.name(due.statement(), due.month(), "-draft", format);
            shelf.put(printing.print(due.statement(), branding, format, shelf.aside(name)), name);
        }
    }
}
