package reckoner.personal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.List;
import reckoner.TestApplication;
import reckoner.load.Intake;
import reckoner.load.Receipt;
import reckoner.reconcile.Discrepancies;
import reckoner.reconcile.ReconcileRequest;
import reckoner.reconcile.Reconciliations;
import reckoner.run.Runs;
import reckoner.statements.Format;
import reckoner.statements.Outcomes;
import reckoner.statements.StatementsRequest;
import reckoner.timeline.TimelineBuild;
import reckoner.users.Audit;
import reckoner.users.Role;
import reckoner.users.SignedIn;
import reckoner.users.Users;

/** Three accounts whose files were loaded, reconciled, issued and delivered, and one holder whose name is everywhere. */
final class HolderWorld {

    static final String ACCOUNT = "ACC-1";
    static final String NAME = "Zoë \"Quinn\" Überall, Fotos";
    static final String OLD_NAME = "Zoë Unterwegs";
    static final String EMAIL = "zoe.quinn@booth.example";
    static final String EVENT_NAME = "Hochzeit von Zoë & Tim";
    static final String REFERENCE = "Danke, Ihre Zoë Überall";
    static final String LOGIN = "zoe.quinn";
    static final String OTHER = "ACC-2";
    static final String OTHER_NAME = "Plain Prints Ltd";
    static final String ACCOUNTS = """
            account_id,name,time_zone,currency,email,opening_balance
            ACC-1,"Zoë ""Quinn"" Überall, Fotos",Europe/Berlin,EUR,zoe.quinn@booth.example,0.00
            ACC-2,Plain Prints Ltd,UTC,USD,plain@prints.example,10.00
            ACC-10,Tenth,UTC,USD,,0.00
            """;
    static final YearMonth MONTH = YearMonth.of(2026, 10);

    private final TestApplication application;

    private HolderWorld(TestApplication application) {
        this.application = application;
    }

    static HolderWorld in(TestApplication application) throws IOException {
        HolderWorld world = new HolderWorld(application);
        application.home().prepared();
        world.feeds();
        world.reconcile();
        world.application.bean(Runs.class).start("timeline", TimelineBuild.request(false));
        world.application.bean(Runs.class).start(StatementsRequest.JOB, new StatementsRequest(MONTH, List.of(), EnumSet.of(Format.PDF, Format.XLSX), false)
                .parameters(application.bean(Outcomes.class).nextRequest()));
        world.people();
        return world;
    }

    private void feeds() throws IOException {
        deliver("accounts-old.csv", """
                account_id,name,time_zone,currency,email,opening_balance
                ACC-1,Zoë Unterwegs,Europe/Berlin,EUR,,0.00
                """);
        deliver("accounts.csv", ACCOUNTS);
        deliver("events.csv", """
                event_id,account_id,name,starts_at,ends_at
                EV-1,ACC-1,Hochzeit von Zoë & Tim,2026-10-02T08:00:00Z,2026-10-03T08:00:00Z
                EV-2,ACC-2,Sommerfest,2026-10-02T08:00:00Z,2026-10-03T08:00:00Z
                EV-3,ACC-1,Sommerfest,2026-10-02T08:00:00Z,2026-10-03T08:00:00Z
                """);
        deliver("prices.csv", """
                service,plan,unit_price,effective_from,effective_to
                AI Draw Me,,0.123456,2026-01-01T00:00:00Z,
                """);
        deliver("plans.csv", "account_id,plan,effective_from\nACC-1,Pro,2026-01-01T00:00:00Z\n");
        deliver("ledger.csv", """
                transaction_id,account_id,event_id,occurred_at,service,type,status,quantity,amount,balance
                T-1,ACC-1,,2026-10-01T09:00:00Z,Credit purchase,Add,Success,1,50.00,50.00
                T-2,ACC-1,EV-1,2026-10-02T09:00:00Z,AI Draw Me,Consume,Success,1,0.123456,49.876544
                T-3,ACC-1,EV-1,2026-10-02T09:05:00Z,AI Draw Me,Consume,Success,1,0.50,49.376544
                T-4,ACC-2,EV-2,2026-10-02T09:00:00Z,AI Draw Me,Consume,Success,1,0.123456,9.876544
                T-5,ACC-10,,2026-10-02T09:00:00Z,Credit purchase,Add,Success,1,50.00,50.00
                """);
        deliver("usage.csv", """
                usage_id,account_id,event_id,occurred_at,service,quantity,status,transaction_id
                U-2,ACC-1,EV-1,2026-10-02T09:00:00Z,AI Draw Me,1,Success,T-2
                U-3,ACC-1,EV-1,2026-10-02T09:05:00Z,AI Draw Me,1,Success,T-3
                U-4,ACC-2,EV-2,2026-10-02T09:00:00Z,AI Draw Me,1,Success,T-4
                """);
        deliver("payments.csv", """
                payment_id,account_id,paid_at,amount,credits,status,reference
                P-1,ACC-1,2026-10-01T08:59:00Z,50.00,50.00,Success,"Danke, Ihre Zoë Überall"
                P-2,ACC-10,2026-10-02T08:59:00Z,50.00,50.00,Success,T-5
                P-3,ACC-1,2026-10-09T08:59:00Z,7.00,7.00,Success,T-999
                """);
        // Refused, with its reason: the holder's name is where a time should be.
        deliver("events-bad.csv", "event_id,account_id,name,starts_at,ends_at\nEV-9,ACC-1,Fest,\"Zoë \"\"Quinn\"\" Überall, Fotos\",2026-10-03T08:00:00Z\n");
    }

    List<Receipt> deliver(String name, String content) throws IOException {
        Path file = Files.writeString(application.home().inbox().resolve(name), content);
        Files.createFile(application.home().inbox().resolve(name + ".done"));
        return application.bean(Intake.class).load(List.of(file), null, 0, parameters -> application.bean(Runs.class).start("load", parameters));
    }

    /** A full run; what it found, as text that names no run. */
    List<String> reconcile() {
        ReconcileRequest request = new ReconcileRequest(List.of(), null, null, null, false, null, null, true);
        application.bean(Runs.class).start("reconcile", request.parameters(application.bean(Reconciliations.class).register(request)));
        return application.database().sql("""
                        select concat_ws(' ', check_name, identity, severity, expected, actual, cause, state, closed_at is null)
                        from discrepancy
                        order by identity""").query(String.class).list();
    }

    private void people() {
        Users users = application.bean(Users.class);
        users.add("zoe.quinn", "a password of hers", Role.OPERATOR, List.of(ACCOUNT));
        users.add("agency", "a password of theirs", Role.OPERATOR, List.of(ACCOUNT, OTHER));
        Audit audit = application.bean(Audit.class);
        audit.keep(new SignedIn(1, LOGIN, Role.OPERATOR, 1), "127.0.0.1", "sign in", "", Audit.Outcome.DONE, "");
        audit.keep(null, "here", "GET /activity", ACCOUNT, Audit.Outcome.DONE, "");
        audit.keep(null, "here", "note", "", Audit.Outcome.DONE, "called " + NAME + " back");
        audit.keep(null, "here", "GET /activity", ACCOUNT + "0", Audit.Outcome.DONE, "");
        long finding = application.database().sql("select min(discrepancy_id) from discrepancy where account_key = :account").param("account", account())
                .query(Long.class).single();
        application.bean(Discrepancies.class).assign(finding, "maria", "maria", "ask " + NAME + " (" + EMAIL + ")");
        application.database().sql("""
                        insert into delivery (statement_id, target, message_id, state, attempts, queued_at, next_attempt_at)
                        select statement_id, 'mail', number, 'sent', 1, now(), now() from statement where account_key = :account""").param("account", account()).update();
        application.database().sql("""
                        insert into delivery_attempt (delivery_id, request, at, address, outcome, answer)
                        select delivery_id, 1, now(), :email, 'sent', '250 accepted for ' || :email from delivery""").param("email", EMAIL).update();
    }

    int account() {
        return application.database().sql("select account_key from account where account_id = 'ACC-1'").query(Integer.class).single();
    }
}
