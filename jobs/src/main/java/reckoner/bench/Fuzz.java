package reckoner.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import reckoner.load.CanonicalReading;
import reckoner.load.Rejection;

/**
 * Mutates small valid files of every form and packing. Each must be refused with the line that was touched, or be read exactly
 * as a second reader reads it, and its canonical form must read as itself.
 */
public final class Fuzz {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T02:00:00Z"), ZoneOffset.UTC);
    private static final String ALPHABET = "0123456789.,;-+:\"'\n\r\t \\#TZe{}[]/un\u0000\u00e9\u202e\ufeff=@_";
    private static final int MOST_FAILURES = 20;

    private final List<FuzzForm> forms;
    private final CsvForm canonical;
    private final long seed;

    /** @param seed with the number of a mutation it makes that mutation again */
    public Fuzz(long seed) throws IOException {
        this.seed = seed;
        this.canonical = CsvForm.at(CLOCK);
        this.forms = List.of(canonical, JsonForm.at(CLOCK), ForeignForm.at(CLOCK));
    }

    /** How the mutations of one kind came out. */
    public record Tally(long refused, long accepted) {

        public long all() {
            return refused + accepted;
        }
    }

    /**
     * How all came out.
     *
     * @param tallies by kind, in alphabetical order
     * @param failures the first that broke a rule, each with what makes it again
     */
    public record Outcome(Map<String, Tally> tallies, List<String> failures) {}

    /** Try the mutations {@code from} to {@code from + count - 1}. */
    public Outcome run(long from, long count) {
        Outcome outcome = new Outcome(new TreeMap<>(), new ArrayList<>());
        for (long number = from; number < from + count && outcome.failures().size() < MOST_FAILURES; number++) {
            Random random = new Random(seed * 0x9E37_79B9_7F4A_7C15L + number);
            FuzzForm form = forms.get(random.nextInt(forms.size()));
            Packing packing = random.nextInt(2) == 0 ? Packing.NONE : Packing.values()[1 + random.nextInt(2)];
            boolean inside = packing == Packing.NONE || random.nextBoolean();
            String kind = form.name() + (packing == Packing.NONE ? "" : (inside ? " in " : " in damaged ") + packing.name().toLowerCase(Locale.ROOT));
            try {
                boolean refused = inside ? text(form, packing, random) : container(form, packing, random);
                outcome.tallies().merge(kind, refused ? new Tally(1, 0) : new Tally(0, 1),
                        (a, b) -> new Tally(a.refused() + b.refused(), a.accepted() + b.accepted()));
            } catch (RuntimeException e) {
                outcome.failures().add("seed %d, mutation %d, %s: %s".formatted(seed, number, kind, e.getMessage()));
            }
        }
        return outcome;
    }

    /** One character of the text is touched; returns whether the file is refused. */
    private boolean text(FuzzForm form, Packing packing, Random random) {
        String good = form.good(random);
        int at = random.nextInt(good.length());
        byte[] bytes = mutated(good, at, random).getBytes(form.charset());
        String bad = new String(bytes, form.charset());
        long touched = lines(good.substring(0, at)) + 1;
        CanonicalReading.Content read = form.reader().read(packing.pack(bytes), form.fileName());
        for (Rejection fault : read.faults()) {
            // With a header that lacks a column every line is at odds, so the first of them must be near.
            boolean near = fault.line() <= touched + 1 || touched == 1 && read.faults().get(0).line() <= 2;
            require(fault.line() >= touched && near, "line " + touched + " was touched, refused is " + fault, bad);
        }
        if (read.faults().isEmpty()) {
            requireSame(form.secondReading(bad), read.rows(), bad);
            requireCanonical(read.rows(), bad);
        }
        return !read.faults().isEmpty();
    }

    /** One byte of the packed file is touched, or its end cut off or added to: its content is still the same, or it is refused. */
    private boolean container(FuzzForm form, Packing packing, Random random) {
        String good = form.good(random);
        byte[] packed = packing.pack(good.getBytes(form.charset()));
        byte[] damaged = damaged(packed, random);
        CanonicalReading.Content read = form.reader().read(damaged, form.fileName());
        if (read.faults().isEmpty()) {
            requireSame(form.secondReading(good), read.rows(), good);
        }
        long last = Math.max(lines(good), packing.linesIn(damaged)) + 1;
        for (Rejection fault : read.faults()) {
            require(fault.line() >= 1 && fault.line() <= last, "there are at most " + last + " lines, refused is " + fault, good);
        }
        return !read.faults().isEmpty();
    }

    private void requireCanonical(List<String> rows, String text) {
        byte[] written = (FuzzForm.HEADER + "\n" + String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8);
        CanonicalReading.Content again = canonical.reader().read(written, canonical.fileName());
        require(again.faults().isEmpty(), "its canonical form is refused: " + again.faults(), text);
        requireSame(rows, again.rows(), text);
    }

    private static void requireSame(List<String> expected, List<String> read, String text) {
        require(expected.equals(read), "read as\n" + String.join("\n", read) + "\nbut it says\n" + String.join("\n", expected), text);
    }

    private static void require(boolean holds, String what, String text) {
        if (!holds) {
            throw new IllegalStateException(what + "\nin\n" + text);
        }
    }

    private static String mutated(String text, int at, Random random) {
        String c = String.valueOf(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + c + text.substring(at);
            case 2 -> text.substring(0, at) + c + text.substring(at + 1);
            default -> text.substring(0, at) + text.charAt(at) + text.substring(at);
        };
    }

    private static byte[] damaged(byte[] packed, Random random) {
        int at = random.nextInt(packed.length);
        byte[] damaged = switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(packed, at);
            case 1 -> Arrays.copyOf(packed, packed.length + 1 + random.nextInt(20));
            default -> packed.clone();
        };
        if (damaged.length == packed.length) {
            damaged[at] ^= (byte) (1 << random.nextInt(8));
        }
        return damaged;
    }

    private static long lines(String text) {
        return text.chars().filter(c -> c == '\n').count();
    }
}
