package reckoner.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.Failure;

class FeedsFileTest {

    private static final String BANK = """
            bank:
              feed: ledger
              files: "statement*.csv"
              separator: ";"
              decimal_mark: ","
              thousands: "."
              fewest_decimals: 0
              zone: Europe/Berlin
              newest_first: true
              columns:
                transaction_id: Reference
                account_id: Account
                occurred_at: {from: Booked, pattern: dd.MM.yyyy HH:mm}
                service: {from: Text, default: Bank entry}
                amount: {debit: Out, credit: In}
                balance: Balance
              constants:
                status: Success
              ignore_others: true
            """;

    @TempDir
    Path folder;

    private Map<String, Mapping> mappings(String yaml) {
        try {
            return FeedsFile.read(Files.writeString(folder.resolve("feeds.yaml"), yaml));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Preview read(String... lines) {
        try {
            Path file = Files.write(folder.resolve("statement.csv"), (String.join("\n", lines) + "\n").getBytes(UTF_8));
            return DryRun.of(file, mappings(BANK).get("bank"), 0, LoadFixture.CLOCK);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void amounts_in_two_columns_give_the_type_and_local_times_become_instants() {
        Preview preview = read("Reference;Account;Booked;Text;Out;In;Balance;Memo",
                "R2;acme;02.07.2026 10:00;Rent;1.234,5;;-234,50;x",
                "R1;acme;01.01.2026 10:00;;;1.000;1.000,00;");
        assertThat(preview.reasons()).isEmpty();
        assertThat(preview.firstRows()).containsExactly(
                "transaction_id=R2, account_id=acme, occurred_at=2026-07-02T08:00:00Z, service=Rent, type=Consume, status=Success, amount=1234.50, balance=-234.50",
                "transaction_id=R1, account_id=acme, occurred_at=2026-01-01T09:00:00Z, service=Bank entry, type=Add, status=Success, amount=1000.00, balance=1000.00");
    }

    @Test
    void local_times_that_do_not_exist_or_exist_twice_are_rejected() {
        Preview preview = read("Reference;Account;Booked;Text;Out;In;Balance",
                "R1;acme;29.03.2026 02:30;x;;1,00;1,00",
                "R2;acme;25.10.2026 02:30;x;;1,00;1,00",
                "R3;acme;30.02.2026 02:30;x;;1,00;1,00",
                "R4;acme;01.02.2026 02:30;x;1,00;1,00;1,00",
                "R5;acme;01.02.2026 02:30;x;;12.34,00;1,00",
                "R6;acme;01.02.2026 02:30;x;;;1,00");
        assertThat(preview.reasons()).extracting(r -> r.line() + " " + r.column() + " " + r.reason()).containsExactly(
                "2 Booked does not exist in Europe/Berlin: the clocks were put forward",
                "3 Booked exists twice in Europe/Berlin: the clocks were put back",
                "4 Booked is no date as the mapping describes them",
                "5 Out stands beside an amount in 'In'",
                "6 In is no amount as the mapping describes them",
                "7 In is empty");
    }

    @Test
    void a_mistake_is_named_with_file_and_key() {
        assertWrong(BANK + "  seperator: x\n", "feeds.yaml: bank.seperator is not known here");
        assertWrong(BANK.replace("balance: Balance", "balanse: Balance"), "bank.columns.balanse is not known here");
        assertWrong(BANK.replace("feed: ledger", "feed: ledgers"), "bank.feed is 'ledgers', known are accounts, plans");
        assertWrong(BANK.replace("status: Success", "status: Done"), "bank.constants.status has 'Done', which is no status");
        assertWrong(BANK.replace("Europe/Berlin", "Europe/Bärlin"), "bank.zone has 'Europe/Bärlin', which is no time zone");
        assertWrong(BANK.replace("transaction_id: Reference", "sequence: Reference"), "says nothing about the column 'transaction_id'");
        assertWrong(BANK.replace("dd.MM.yyyy", "dd.MM.yy"), "bank.columns.occurred_at is wrong: years of two digits need two_digit_years_from");
        assertWrong(BANK.replace("newest_first: true", "newest_first: yes"), "bank.newest_first is 'yes', must be true or false");
        assertWrong(BANK.replace("bank:", "ledger:"), "has the name of a native feed");
        assertWrong(BANK + "bank: {}\n", "duplicate key bank");
        assertWrong("bank: 5\n", "must have keys of its own");
    }

    private void assertWrong(String yaml, String message) {
        assertThatThrownBy(() -> mappings(yaml)).isInstanceOf(Failure.class).hasMessageContaining(message)
                .hasMessageContaining("feeds.yaml").hasMessageContaining("Nothing was loaded");
    }
}
