package reckoner.console;

import java.util.Map;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import reckoner.Home;
import reckoner.Reckoner;

/** The pages. {@link #open} starts them with the rest of the application. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class Console {

    /** A console that answers; closing it ends the server, the scheduler and what they run. */
    public record Open(ConfigurableApplicationContext context, String address) implements AutoCloseable {

        @Override
        public void close() {
            context.close();
        }
    }

    /** Start it for {@code home} with settings that win over reckoner.yaml; fails as {@code COMMAND} where the port is taken. */
    public static Open open(Home home, Map<String, String> settings) {
        ConfigurableApplicationContext context = Reckoner.serve(home, settings, Console.class);
        ConsoleSettings console = context.getBean(ConsoleSettings.class);
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        String host = console.address().contains(":") ? "[" + console.address() + "]" : console.address();
        return new Open(context, "http://" + host + ":" + port);
    }
}
