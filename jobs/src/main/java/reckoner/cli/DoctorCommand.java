package reckoner.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reckoner.doctor.Components;
import reckoner.doctor.Doctor;
import reckoner.doctor.Sign;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {"Looks at Java, fonts, disk, rights, clock and the settings of the database, and says what to do.",
            "Exit code 0: nothing is bad; 4: something is."})
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = "--components", description = "List the libraries of this build with their licences instead.")
    boolean components;

    @Override
    public Integer call() {
        if (components) {
            Printer.text(Table.of("", List.of(Column.left("Library", 60), Column.left("Version", 20), Column.left("Licence", 60)),
                    Components.all().stream()
                            .map(c -> List.of(Cell.text(c.group() + ":" + c.name()), Cell.text(c.version()), Cell.text(c.licences())))
                            .toList()));
            return 0;
        }
        try (var application = home.open()) {
            List<Sign> signs = application.getBean(Doctor.class).examine();
            Printer.text(Table.of("", List.of(Column.left("What", 32), Column.left("State", 5), Column.left("Found", 50)),
                    signs.stream().map(s -> List.of(Cell.text(s.what()), Cell.text(s.state().name().toLowerCase(java.util.Locale.ROOT)), Cell.text(s.found()))).toList()));
            signs.stream().filter(s -> !s.remedy().isEmpty()).forEach(s -> Printer.line(s.what() + ": " + s.remedy()));
            return signs.stream().anyMatch(s -> s.state() == Sign.State.BAD) ? 4 : 0;
        }
    }
}
