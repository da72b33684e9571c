package reckoner.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {

    static final String ACCOUNTS = "account_id,name,time_zone,currency,email,opening_balance";
    static final String LEDGER = "transaction_id,account_id,event_id,occurred_at,service,type,status,quantity,amount,balance";

    @TempDir
    Path root;

    private LoadFixture fixture;

    @BeforeEach
    void start() {
        fixture = new LoadFixture(root);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void accounts_and_their_ledger_are_loaded() {
        Path ledger = fixture.file("ledger-2026-03.csv", LEDGER,
                "T1,acme,,2026-03-01T09:00:00Z,Credits,Add,Success,,50.00,62.50",
                "T2,acme,E1,2026-03-01T09:30:00.5+01:00,AI Image To Video (Kling),Consume,Success,2,0.0345,62.4655",
                "T3,acme,E1,2026-03-01T10:00:00Z,AI Draw Me,Consume,Failed,1,1.50,62.4655");
        Path accounts = fixture.file("accounts.csv", ACCOUNTS, "acme,Acme Booths,Europe/Berlin,EUR,ops@acme.example,12.50");

        var receipts = fixture.load(0, ledger, accounts);

        assertThat(receipts).extracting(Receipt::file).containsExactly("accounts.csv", "ledger-2026-03.csv");
        assertThat(receipts.get(1).reasons()).isEmpty();
        assertThat(receipts.get(1)).extracting(Receipt::state, Receipt::rows, Receipt::accepted, Receipt::rejected, Receipt::known, Receipt::sum)
                .containsExactly(Receipt.State.LOADED, 3L, 3L, 0L, 0L, "51.5345");
        assertThat(fixture.lines("select account_id, name, time_zone, currency, email, opening_balance_micros, known from account"))
                .containsExactly("acme|Acme Booths|Europe/Berlin|EUR|ops@acme.example|12500000|t");
        assertThat(fixture.lines("""
                        select transaction, account, event, occurred_at at time zone 'UTC', service, engine, type, status,
                          quantity_micros, amount_micros, balance_micros, sequence, line_no, version
                        from entry order by entry_id
                        """))
                .containsExactly(
                        "T1|acme|null|2026-03-01 09:00:00|Credits|Credits|Add|Success|1000000|50000000|62500000|null|2|1",
                        "T2|acme|E1|2026-03-01 08:30:00.5|AI Image To Video (Kling)|Kling|Consume|Success|2000000|34500|62465500|null|3|1",
                        "T3|acme|E1|2026-03-01 10:00:00|AI Draw Me|AI Draw Me|Consume|Failed|1000000|1500000|62465500|null|4|1");
        assertThat(fixture.rows()).containsAllEntriesOf(Map.of("account", 1L, "event", 1L, "service", 3L, "ledger_entry", 3L, "load", 2L));
    }
}
