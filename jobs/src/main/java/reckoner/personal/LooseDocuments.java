package reckoner.personal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import reckoner.Failure;
import reckoner.Home;

/** Files of a home that name a person: by what they are, or because a name stands in them, plain or packed. */
final class LooseDocuments {

    private static final int PIECE = 1 << 20;

    private final Home home;

    LooseDocuments(Home home) {
        this.home = home;
    }

    /**
     * Documents in {@code out/} and refused files in {@code quarantine/} that name the person.
     *
     * @param export folder with what was exported of the person
     * @param own beginnings of the names of the person's own documents
     */
    Set<Path> of(Path export, Collection<String> own, Collection<String> names) {
        List<String> forms = forms(names);
        Set<Path> found = new TreeSet<>(files(export));
        for (Path file : files(home.out())) {
            String name = file.getFileName().toString();
            if (own.stream().anyMatch(name::startsWith) || holds(file, forms)) {
                found.add(file);
                // What a PDF says cannot be searched; the workbook of the same name says the same.
                siblings(file).forEach(found::add);
            }
        }
        for (Path file : files(home.quarantine())) {
            if (holds(file, forms)) {
                found.add(file);
                Path reasons = file.resolveSibling(file.getFileName() + ".reasons.csv");
                String name = file.getFileName().toString();
                Path refused = name.endsWith(".reasons.csv") ? file.resolveSibling(name.substring(0, name.length() - ".reasons.csv".length())) : reasons;
                if (Files.isRegularFile(refused)) {
                    found.add(refused);
                }
            }
        }
        return found;
    }

    /** Other files of the home with a name of the person in them; they are told and left. */
    Set<Path> others(Collection<String> names) {
        List<String> forms = forms(names);
        Set<Path> found = new TreeSet<>();
        for (Path folder : List.of(home.inbox(), home.processed(), home.logs(), home.unfinished())) {
            files(folder).stream().filter(file -> holds(file, forms)).forEach(found::add);
        }
        return found;
    }

    private static List<Path> siblings(Path file) {
        String name = file.getFileName().toString();
        String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.') + 1) : name;
        return Stream.of("pdf", "xlsx", "csv", "json").map(ending -> file.resolveSibling(stem + ending)).filter(Files::isRegularFile).toList();
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw Failure.environment("Cannot read " + folder + " (" + e.getMessage() + "). Repeat the command: it goes on.", e);
        }
    }

    /** As they are written in text, CSV, JSON and XML; in bytes, so that it does not matter what a file is. */
    private static List<String> forms(Collection<String> names) {
        Set<String> forms = new TreeSet<>();
        for (String name : names) {
            String xml = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            for (String form : List.of(name, name.replace("\"", "\"\""), name.replace("\\", "\\\\").replace("\"", "\\\""), xml, xml.replace("\"", "&quot;"))) {
                forms.add(new String(form.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
            }
        }
        return List.copyOf(forms);
    }

    private static boolean holds(Path file, List<String> forms) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(4);
            byte[] start = in.readNBytes(2);
            in.reset();
            if (start.length == 2 && start[0] == 'P' && start[1] == 'K') {
                ZipInputStream zip = new ZipInputStream(in);
                while (zip.getNextEntry() != null) {
                    if (holds(zip, forms)) {
                        return true;
                    }
                }
                return false;
            }
            boolean isGzip = start.length == 2 && start[0] == 0x1F && (start[1] & 0xFF) == 0x8B;
            return holds(isGzip ? new GZIPInputStream(in) : in, forms);
        } catch (IOException e) {
            // What cannot be unpacked cannot be read either.
            return false;
        }
    }

    private static boolean holds(InputStream in, List<String> forms) throws IOException {
        int longest = forms.stream().mapToInt(String::length).max().orElse(0);
        String end = "";
        for (byte[] piece = in.readNBytes(PIECE); piece.length > 0 && longest > 0; piece = in.readNBytes(PIECE)) {
            String text = end + new String(piece, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            if (forms.stream().anyMatch(text::contains)) {
                return true;
            }
            end = text.substring(Math.max(0, text.length() - longest));
        }
        return false;
    }

    /** Remove them, and folders that are empty then; returns those that could not be. */
    static List<Path> remove(Collection<Path> files) {
        List<Path> left = new ArrayList<>();
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
                if (FolderContent.isEmpty(file.getParent())) {
                    Files.delete(file.getParent());
                }
            } catch (IOException e) {
                left.add(file);
            }
        }
        return left;
    }
}
