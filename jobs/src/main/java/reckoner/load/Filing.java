package reckoner.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import reckoner.Failpoint;
import reckoner.Failure;
import reckoner.Home;

/** Last step: a file from the inbox goes to {@code processed/} or {@code quarantine/}, its reasons beside it, our copy away. */
final class Filing implements Tasklet {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu/MM", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Home home;
    private final Receipts receipts;
    private final Rewriting rewriting;
    private final Clock clock;

    Filing(Home home, Receipts receipts, Rewriting rewriting, Clock clock) {
        this.home = home;
        this.receipts = receipts;
        this.rewriting = rewriting;
        this.clock = clock;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        Delivery delivery = Delivery.of(contribution.getStepExecution().getJobParameters());
        Receipt receipt = receipts.of(delivery.sha256(), delivery.mapping())
                .orElseThrow(() -> new IllegalStateException("no load of " + delivery.fileName()));
        settle(delivery, receipt);
        return RepeatStatus.FINISHED;
    }

    /**
     * Put the file where it belongs now; doing it again does nothing. The file itself goes last: as long as it is in the inbox, the
     * next run finds it there and does what a death in between has left undone.
     */
    void settle(Delivery delivery, Receipt receipt) {
        try {
            String name = safeName(delivery);
            Path quarantined = quarantined(name, delivery);
            if (receipt.isRefused() || !receipt.reasons().isEmpty() && !receipt.again()) {
                writeReasons(quarantined, receipt);
            }
            Files.deleteIfExists(beside(delivery.copy(), Manifest.ENDING));
            Files.deleteIfExists(delivery.copy());
            Failpoint.pass("a copy is removed");
            Path month = home.processed().resolve(MONTH.format(clock.instant()));
            moveFromInbox(delivery, receipt.isRefused() ? quarantined : month.resolve(delivery.sha256().substring(0, 8) + "-" + name), receipt);
        } catch (IOException e) {
            throw Failure.environment("%s was %s, but cannot be put away: %s. Check the rights and the room on the disk and run the same command again."
                    .formatted(delivery.fileName(), receipt.isRefused() ? "refused" : "loaded", e), e);
        }
    }

    private void moveFromInbox(Delivery delivery, Path target, Receipt receipt) throws IOException {
        Path file = delivery.file();
        boolean ours = file.startsWith(home.inbox()) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        if (ours && PrivateCopy.sha256(file).equals(delivery.sha256())) {
            Files.createDirectories(target.getParent());
            Files.deleteIfExists(beside(file, Inbox.DONE));
            Path manifest = beside(file, Manifest.ENDING);
            if (Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(manifest, beside(target, Manifest.ENDING), StandardCopyOption.REPLACE_EXISTING);
                Failpoint.pass("a manifest is put away");
            }
            if (receipt.isRefused() || !rewriting.putAway(file, target, receipt)) {
                Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
            Failpoint.pass("a file is put away");
        }
    }

    static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /** Its own name, unless another file with that name lies there. */
    private Path quarantined(String name, Delivery delivery) throws IOException {
        Path place = home.quarantine().resolve(name);
        boolean taken = Files.exists(place, LinkOption.NOFOLLOW_LINKS)
                && !(Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS) && PrivateCopy.sha256(place).equals(delivery.sha256()));
        return taken ? home.quarantine().resolve(delivery.sha256().substring(0, 8) + "-" + name) : place;
    }

    private static void writeReasons(Path place, Receipt receipt) throws IOException {
        StringBuilder text = new StringBuilder("line,column,value,reason,remedy\n");
        for (Rejection reason : receipt.reasons()) {
            text.append(reason.line()).append(',')
                    .append(quoted(reason.column())).append(',')
                    .append(quoted(reason.value())).append(',')
                    .append(quoted(reason.reason())).append(',')
                    .append(quoted(reason.remedy())).append('\n');
        }
        long lines = receipt.reasons().stream().mapToLong(Rejection::line).distinct().count();
        if (receipt.rejected() > lines) {
            text.append(",,,").append(quoted("and %d more lines".formatted(receipt.rejected() - lines)))
                    .append(',').append(quoted("Mend these first")).append('\n');
        }
        Files.createDirectories(place.getParent());
        Path part = place.resolveSibling("." + place.getFileName() + ".reasons.part");
        Files.writeString(part, text, StandardCharsets.UTF_8);
        Files.move(part, place.resolveSibling(place.getFileName() + ".reasons.csv"), StandardCopyOption.REPLACE_EXISTING);
        Failpoint.pass("reasons are written");
    }

    /** Quoted, and with an apostrophe before what a spreadsheet would take for a formula. */
    private static String quoted(String text) {
        String inert = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + inert.replace("\"", "\"\"") + '"';
    }

    private static String safeName(Delivery delivery) {
        String name = delivery.fileName().replaceAll("[^A-Za-z0-9._ -]", "_");
        return name.length() > 150 ? name.substring(name.length() - 150) : name;
    }
}
