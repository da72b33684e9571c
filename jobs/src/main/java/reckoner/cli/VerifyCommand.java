package reckoner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reckoner.statements.Verification;

@Command(name = "verify", mixinStandardHelpOptions = true, description = "Says whether documents are ours and unchanged; 1 if one is not.")
final class VerifyCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "PDF, XLSX or CSV files, under any name.")
    List<Path> files = new ArrayList<>();

    @Override
    public Integer call() {
        try (var application = home.open()) {
            Verification verification = application.getBean(Verification.class);
            List<Verification.Answer> answers = files.stream().map(verification::of).toList();
            answers.forEach(answer -> spec.commandLine().getOut().println(answer.file() + ": " + answer.words()));
            return answers.stream().allMatch(Verification.Answer::ours) ? 0 : 1;
        }
    }
}
