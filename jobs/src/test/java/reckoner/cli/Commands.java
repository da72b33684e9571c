package reckoner.cli;

import picocli.CommandLine;

/** Commands as they are typed, for tests of other rooms. */
public final class Commands {

    private Commands() {}

    public static CommandLine bench() {
        return new CommandLine(new BenchCommand());
    }
}
