package reckoner.cli;

import java.io.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reckoner.Failure;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;
import reckoner.users.Audit;
import reckoner.users.Role;
import reckoner.users.Users;

@Command(
        name = "users",
        mixinStandardHelpOptions = true,
        description = {"Lists, adds and changes the users of the console.",
            "A password is asked for on the terminal, or read from standard input: never a word of the command line.",
            "Example: ./run.sh users add maria --role finance",
            "Example: ./run.sh users add booth7 --role operator --account ACC-0007"})
final class UsersCommand implements Callable<Integer> {

    enum Verb {
        list,
        add,
        role,
        password,
        disable,
        enable
    }

    @Mixin
    final HomeOption home = new HomeOption();

    @Parameters(index = "0", arity = "0..1", defaultValue = "list", description = "list, add, role, password, disable or enable.")
    Verb verb = Verb.list;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Name of the user.")
    @Nullable String name;

    @Option(names = "--role", paramLabel = "R", description = "add, role: finance, operator or admin.")
    @Nullable String role;

    @Option(names = "--account", paramLabel = "A", description = "add, role: an account of an operator; may be given again.")
    List<String> accounts = new ArrayList<>();

    @Override
    public Integer call() {
        String user = name;
        try (var application = home.open()) {
            Users users = application.getBean(Users.class);
            if (verb == Verb.list) {
                list(users.all());
                return 0;
            }
            if (user == null) {
                throw Failure.command("The name is missing. Type: ./run.sh users " + verb + " NAME");
            }
            switch (verb) {
                case add -> users.add(user, password(), wanted(), accounts);
                case role -> users.change(user, wanted(), accounts);
                case password -> users.setPassword(user, password());
                case disable -> users.disable(user, true);
                case enable -> users.disable(user, false);
                case list -> throw new IllegalStateException("listed above");
            }
            application.getBean(Audit.class).keep(null, "command line of " + System.getProperty("user.name"), "users " + verb, user,
                    Audit.Outcome.DONE, role == null ? "" : role + " " + String.join(", ", accounts));
            Printer.line("Done: users " + verb + " " + user);
            return 0;
        }
    }

    private Role wanted() {
        if (role == null) {
            throw Failure.command("--role is missing: finance, operator or admin. Nothing was changed.");
        }
        Role wanted = Role.keyed(role);
        if (wanted == Role.OPERATOR == accounts.isEmpty()) {
            throw Failure.command(accounts.isEmpty()
                    ? "An operator sees its own accounts only: name them with --account. Nothing was changed."
                    : "--account is for operators; finance and admin see every account. Nothing was changed.");
        }
        return wanted;
    }

    private static String password() {
        Console terminal = System.console();
        if (terminal != null) {
            return new String(terminal.readPassword("Password: "));
        }
        try {
            String line = new java.io.BufferedReader(new java.io.InputStreamReader(System.in, java.nio.charset.StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (java.io.IOException e) {
            throw Failure.command("No password came on standard input (" + e.getMessage() + "). Nothing was changed.");
        }
    }

    private static void list(List<Users.User> users) {
        Printer.text(Table.of("", List.of(Column.left("Name", 20), Column.left("Role", 9), Column.left("Accounts", 30), Column.left("State", 10),
                        Column.left("Last login (UTC)", 20)),
                users.stream().map(u -> List.of(Cell.text(u.name()), Cell.text(u.role()),
                        Cell.text(u.accounts() != null ? u.accounts() : u.role().equals("operator") ? "none" : "all"),
                        Cell.text(u.disabledAt() == null ? "" : "disabled"), Cell.moment(u.lastLoginAt(), java.time.ZoneOffset.UTC))).toList()));
    }
}
