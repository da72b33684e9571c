package reckoner.statements;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.Sha256;
import reckoner.document.Branding;
import reckoner.statement.Statement;

/** Makes missing files of issued statements again, from the frozen model alone, and insists on the same bytes. */
@Component
class IssuedFiles {

    private final Register register;
    private final FrozenModels models;
    private final Brandings brandings;
    private final Printing printing;
    private final Shelf shelf;

    IssuedFiles(Register register, FrozenModels models, Brandings brandings, Printing printing, Shelf shelf) {
        this.register = register;
        this.models = models;
        this.brandings = brandings;
        this.printing = printing;
        this.shelf = shelf;
    }

    /** The month of an issued statement: that of its end, for after a change of zone it may begin on the last day of the month before. */
    static YearMonth month(Statement statement) {
        return YearMonth.from(statement.period().lastDay());
    }

    /** A file's name below out/; {@code suffix} is the number with what joins it to the month. */
    static String name(Statement statement, YearMonth month, String suffix, Format format) {
        return "statements/%s/%s_%s%s.%s".formatted(
                month, Shelf.fileName(statement.holder().accountId()), month, suffix, format.extension());
    }

    /** Bring every file of the statement to the shelf; returns what was done or could not be done, null if all was there. */
    @Nullable String complete(Register.Kept kept, Set<Format> formats) {
        Optional<Instant> erased = register.erasedAt(kept.id());
        if (erased.isPresent()) {
            return "its documents were erased with their holder's name on " + erased.get().atOffset(ZoneOffset.UTC).toLocalDate();
        }
        List<Register.KeptFile> missing = new ArrayList<>();
        List<String> words = new ArrayList<>();
        Set<Format> added = EnumSet.noneOf(Format.class);
        added.addAll(formats);
        for (Register.KeptFile file : register.files(kept.id())) {
            added.remove(file.format());
            Path place = shelf.place(file.fileName());
            if (!Files.exists(place)) {
                missing.add(file);
            } else if (!sha256(place).equals(file.sha256())) {
                words.add("out/" + file.fileName() + " was changed after it was issued; remove it and repeat to have it as it was");
            }
        }
        if (!missing.isEmpty() || !added.isEmpty()) {
            make(kept, missing, added, words);
        }
        return words.isEmpty() ? null : String.join("; ", words);
    }

    /** Bring to the shelf what this request issued, or found issued, and is not there. */
    void shelve(long request) {
        Map<Long, List<Register.KeptFile>> missing = new LinkedHashMap<>();
        register.eachFile(request, (statement, file) -> {
            if (!Files.exists(shelf.place(file.fileName()))) {
                missing.computeIfAbsent(statement, id -> new ArrayList<>()).add(file);
            }
        });
        missing.forEach((statement, files) -> make(register.kept(statement), files, Set.of(), new ArrayList<>()));
    }

    private void make(Register.Kept kept, List<Register.KeptFile> missing, Set<Format> added, List<String> words) {
        Statement statement = models.read(kept.model());
        Branding branding = brandings.of(kept.brandingKey()).branding();
        for (Register.KeptFile file : missing) {
            HashedFile again = printing.print(statement, branding, file.format(), shelf.aside(file.fileName()));
            if (!again.sha256().equals(file.sha256())) {
                throw new IllegalStateException(
                        "out/%s of statement %s is missing and cannot be made again with the same bytes: the layout is another one now. Restore it from a backup."
                                .formatted(file.fileName(), kept.number()));
            }
            shelf.put(again, file.fileName());
            words.add(file.format().extension() + " made again");
        }
        for (Format format : added) {
            String name = name(statement, month(statement), "_" + kept.number(), format);
            HashedFile first = printing.print(statement, branding, format, shelf.aside(name));
            register.insertFile(kept.id(), format, name, first);
            shelf.put(first, name);
            words.add(format.extension() + " added");
        }
    }

    private static String sha256(Path place) {
        try {
            return Sha256.of(place);
        } catch (IOException e) {
            throw Failure.environment("Cannot read " + place + " (" + e.getMessage() + "). Nothing was changed.", e);
        }
    }
}
