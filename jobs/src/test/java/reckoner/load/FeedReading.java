package reckoner.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Reads what a test writes as loading would, without a database. */
abstract class FeedReading {

    static final String HEADER = "transaction_id,account_id,event_id,occurred_at,service,type,status,quantity,amount,balance,sequence";
    static final String GOOD = "T1,acme,,2026-03-01T09:00:00Z,AI Draw Me,Consume,Success,1,1.50,8.50,";

    @TempDir
    Path folder;

    Preview read(String name, byte[] bytes, Mapping mapping) {
        try {
            return DryRun.of(Files.write(folder.resolve(name), bytes), mapping, 0, LoadFixture.CLOCK);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Preview read(byte[] bytes) {
        return read("ledger.csv", bytes, Mapping.of(Feed.LEDGER));
    }

    Preview lines(String... lines) {
        return read(text(lines));
    }

    static byte[] text(String... lines) {
        return (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }

    /** The one thing that is wrong with a file: line, column, value, reason. */
    static String onlyReason(Preview preview) {
        assertThat(preview.refused()).isTrue();
        assertThat(preview.reasons()).hasSize(1);
        Rejection reason = preview.reasons().get(0);
        assertThat(reason.remedy()).isNotBlank();
        return reason.line() + "|" + reason.column() + "|" + reason.value() + "|" + reason.reason();
    }

    /** All that is wrong with a file: line, column, reason. */
    static List<String> reasons(Preview preview) {
        assertThat(preview.refused()).isTrue();
        return preview.reasons().stream().map(r -> r.line() + " " + r.column() + " " + r.reason().replaceFirst(" \\(at character [0-9]+\\)", "")).toList();
    }

    /** A good line with one value replaced. */
    static String with(String column, String value) {
        String[] values = GOOD.split(",", -1);
        values[List.of(HEADER.split(",")).indexOf(column)] = value;
        return String.join(",", values);
    }
}
