package reckoner.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reckoner.Failure;
import reckoner.console.Console;
import reckoner.users.Setup;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {"Starts the scheduler and the web console; ends with Ctrl-C or SIGTERM.",
            "Listens on 127.0.0.1 only, unless config/reckoner.yaml says otherwise (group reckoner.console)."})
final class ServeCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = "--port", paramLabel = "N", description = "Port to listen on, 0 for a free one (default: reckoner.console.port, else 8080).")
    @Nullable Integer port;

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> settings = new LinkedHashMap<>();
        if (port != null && (port < 0 || port > 65_535)) {
            throw Failure.command("--port is " + port + ", must be 0 to 65535. Nothing was started.");
        }
        if (port != null) {
            settings.put("reckoner.console.port", port.toString());
        }
        CountDownLatch ends = new CountDownLatch(1);
        Console.Open console = open(settings);
        console.context().addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent) {
                ends.countDown();
            }
        });
        Printer.line("Reckoner serves on " + console.address());
        console.context().getBean(Setup.class).token().ifPresent(token ->
                Printer.line("Nobody can sign in yet. Make the first admin (once, within a day): " + console.address() + "/setup?token=" + token));
        Printer.line("Ctrl-C ends it.");
        ends.await();
        return 0;
    }

    private Console.Open open(Map<String, String> settings) {
        try {
            return Console.open(home.home(), settings);
        } catch (org.springframework.boot.web.server.PortInUseException e) {
            throw taken(e.getPort());
        } catch (org.springframework.context.ApplicationContextException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof org.springframework.boot.web.server.PortInUseException inUse) {
                    throw taken(inUse.getPort());
                }
            }
            throw e;
        }
    }

    private static Failure taken(int port) {
        return Failure.command("Port %d is taken by another process. Nothing was started. Give another one: ./run.sh serve --port N".formatted(port));
    }
}
