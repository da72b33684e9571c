package reckoner.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reckoner.load.Suggestion;

@Command(
        name = "feeds",
        mixinStandardHelpOptions = true,
        description = {"Helps to describe files of others in config/feeds.yaml.",
            "Example: ./run.sh feeds suggest statement.csv    prints a mapping to start from; changes nothing."})
final class FeedsCommand implements Callable<Integer> {

    enum Verb {
        suggest
    }

    @Parameters(index = "0", description = "suggest.")
    Verb verb = Verb.suggest;

    @Parameters(index = "1", paramLabel = "FILE", description = "A file with entries of accounts: separated columns with a header.")
    Path file = Path.of("");

    @Override
    public Integer call() {
        System.out.print(Suggestion.of(file));
        return 0;
    }
}
