package reckoner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.archive.Archives;
import reckoner.run.Archiving;

/** Finds what is to be loaded and is an archive of this ledger, and brings that back as it left. */
@Component
@Lazy
class ArchiveReturns {

    private final Archives archives;
    private final Archiving archiving;

    ArchiveReturns(Archives archives, Archiving archiving) {
        this.archives = archives;
        this.archiving = archiving;
    }

    /** Bring back the archives among these files and folders, newest first; returns the others. */
    List<Path> take(List<Path> paths) {
        if (paths.isEmpty() || !archives.isAny()) {
            return paths;
        }
        List<Path> others = new ArrayList<>();
        Map<Archives.Archive, Path> found = new LinkedHashMap<>();
        for (Path path : paths) {
            Optional<Archives.Archive> archive = of(path);
            if (archive.isPresent()) {
                Path file = path.toAbsolutePath().normalize();
                found.put(archive.get(), Files.isDirectory(file) ? file : file.getParent());
            } else {
                others.add(path);
            }
        }
        found.entrySet().stream().sorted(Comparator.comparing(one -> -one.getKey().id())).forEach(one -> bringBack(one.getKey(), one.getValue()));
        return others;
    }

    private void bringBack(Archives.Archive archive, Path folder) {
        archiving.bringBack(archive, folder);
        Printer.line("Archive %d (before %s) is back in the ledger as it left it: %,d entries, %,d usage records, %,d payments. Next: ./run.sh reconcile"
                .formatted(archive.id(), archive.month(), archive.entries(), archive.usageRecords(), archive.payments()));
    }

    private Optional<Archives.Archive> of(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                return Files.isRegularFile(path) ? archives.ofFile(path) : Optional.empty();
            }
            try (Stream<Path> files = Files.list(path)) {
                return files.filter(Files::isRegularFile).sorted().map(this::ofFile).flatMap(Optional::stream).findFirst();
            }
        } catch (IOException e) {
            throw Failure.environment("Cannot read " + path + ": " + e + ". Nothing was loaded.", e);
        }
    }

    private Optional<Archives.Archive> ofFile(Path file) {
        try {
            return archives.ofFile(file);
        } catch (IOException e) {
            throw Failure.environment("Cannot read " + file + ": " + e + ". Nothing was loaded.", e);
        }
    }
}
