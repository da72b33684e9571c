package reckoner.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said of a command that cannot be understood: the value, how it is written, and where help is. */
final class Wrong {

    private Wrong() {}

    /** Let {@code commandLine} and its verbs read values and report wrong ones so. */
    static void sayOf(CommandLine commandLine) {
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.registerConverter(LocalDate.class, reading(LocalDate::parse, "date", "2026-03-31"));
        commandLine.registerConverter(Instant.class, reading(Instant::parse, "instant", "2026-03-31T14:05:00Z"));
        commandLine.registerConverter(BigDecimal.class, reading(BigDecimal::new, "number", "0.05"));
        ITypeConverter<Integer> whole = reading(Integer::valueOf, "whole number of this range", "20");
        commandLine.registerConverter(Integer.class, whole);
        commandLine.registerConverter(int.class, whole);
        ITypeConverter<Long> longer = reading(Long::valueOf, "whole number", "20");
        commandLine.registerConverter(Long.class, longer);
        commandLine.registerConverter(long.class, longer);
        commandLine.setParameterExceptionHandler((exception, arguments) -> report(exception));
    }

    private static <T> ITypeConverter<T> reading(Function<String, T> parse, String what, String example) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (RuntimeException e) {
                throw new TypeConversionException("'%s' is no %s. Write it like %s".formatted(text, what, example));
            }
        };
    }

    private static int report(ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName().replaceFirst("^reckoner ?", "");
        if (exception instanceof UnmatchedArgumentException unmatched) {
            String argument = unmatched.getUnmatched().get(0);
            err.println("There is no %s '%s'%s.%s".formatted(unmatched.isUnknownOption() ? "option" : name.isEmpty() ? "command" : "argument", argument,
                    name.isEmpty() ? "" : " of " + name, nearest(unmatched.getSuggestions())));
        } else {
            err.println(exception.getMessage() + ".");
        }
        err.println(name.isEmpty() ? "All commands: ./run.sh help" : "How it is written: ./run.sh " + name + " --help");
        return ExitCode.USAGE;
    }

    private static String nearest(List<String> suggestions) {
        return suggestions.isEmpty() ? "" : " The nearest is '" + suggestions.get(0).replaceFirst("^reckoner ", "") + "'.";
    }
}
