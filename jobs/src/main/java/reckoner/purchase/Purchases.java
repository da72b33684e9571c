package reckoner.purchase;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.Home;
import reckoner.activity.Balances;
import reckoner.ledger.Money;
import reckoner.load.Intake;
import reckoner.load.Receipt;
import reckoner.run.Runs;
import reckoner.table.Figures;

/** Brings a purchase into the ledger: a payments file and a ledger file of one row each, loaded like any other. */
@Component
public class Purchases {

    /** What a purchase is called in the ledger; it names no engine and has no price. */
    public static final String SERVICE = "Credit purchase";

    private final PaymentPort port;
    private final Balances balances;
    private final Intake intake;
    private final Runs runs;
    private final Home home;
    private final Clock clock;

    Purchases(PaymentPort port, Balances balances, Intake intake, Runs runs, Home home, Clock clock) {
        this.port = port;
        this.balances = balances;
        this.intake = intake;
        this.runs = runs;
        this.home = home;
        this.clock = clock;
    }

    /**
     * Check what was typed; fails as {@code COMMAND} where it is no amount to buy.
     *
     * @param minimum credits
     */
    public static BigDecimal amount(String typed, BigDecimal minimum) {
        try {
            BigDecimal amount = new BigDecimal(typed.strip()).setScale(2, RoundingMode.UNNECESSARY);
            if (amount.compareTo(minimum) >= 0 && amount.precision() <= 9) {
                return amount;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // said below
        }
        throw Failure.command("'%s' is no amount to buy. Give %s or more, to the cent, such as 100.00. Nothing was changed."
                .formatted(typed.length() > 30 ? typed.substring(0, 30) + "…" : typed, Figures.plainMoney(minimum)));
    }

    /**
     * Carry out purchase {@code number}, or finish what an earlier attempt of it began; returns the transaction in the ledger.
     * The balance after it is that of the ledger at this moment, so nothing else is loaded meanwhile.
     */
    public String buy(String number, String account, BigDecimal amount, String reference) {
        return runs.exclusively("purchase " + number, () -> {
            Path folder = home.root().resolve("purchases").resolve(number);
            if (!Files.exists(folder)) {
                write(folder, number, account, amount, reference);
            }
            List<Receipt> receipts = intake.load(List.of(folder), null, 0, parameters -> runs.start("load", parameters));
            receipts.stream().filter(Receipt::isRefused).findFirst().ifPresent(refused -> {
                throw Failure.input("The purchase was refused: " + refused.reasons() + ". Nothing of " + refused.file() + " was loaded.");
            });
            return "BUY-" + number;
        });
    }

    /** Both files are there, or none. */
    private void write(Path folder, String number, String account, BigDecimal amount, String reference) {
        PaymentPort.Payment payment = port.receive(number, account, amount, reference);
        Balances.Balance before = balances.current(account).stream().findFirst()
                .orElseThrow(() -> Failure.command("There is no account '" + account + "'. Nothing was changed."));
        if (before.micros() == null) {
            throw Failure.command("The balance of " + account + " is not known yet: load its ledger or its opening balance first. Nothing was changed.");
        }
        Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (before.asOf() != null && !before.asOf().isBefore(at)) {
            throw Failure.command("The last entry of %s is of %s, which is not over yet. Nothing was changed. Buy when it is.".formatted(account, before.asOf()));
        }
        BigDecimal after = Money.credits(before.micros()).add(amount);
        Path unfinished = home.unfinished().resolve("purchase-" + number);
        try {
            Files.createDirectories(unfinished);
            Files.createDirectories(folder.getParent());
            write(unfinished.resolve("payments-" + number + ".csv"),
                    List.of("payment_id", "account_id", "paid_at", "amount", "credits", "status", "reference"),
                    List.of(payment.id(), account, at.toString(), payment.amount().toPlainString(), amount.toPlainString(), "Success", "BUY-" + number));
            write(unfinished.resolve("ledger-" + number + ".csv"),
                    List.of("transaction_id", "account_id", "event_id", "occurred_at", "service", "type", "status", "quantity", "amount", "balance"),
                    List.of("BUY-" + number, account, "", at.toString(), SERVICE, "Add", "Success", "", amount.toPlainString(), after.toPlainString()));
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Failure.environment("Cannot write " + folder + " (" + e.getMessage() + "). Nothing was bought. Make room and try again.", e);
        }
    }

    /** Plain fields: what spreadsheets would run as a formula is what it is to the load. */
    private static void write(Path file, List<String> header, List<String> row) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(header);
            csv.writeRecord(row);
        }
    }
}
