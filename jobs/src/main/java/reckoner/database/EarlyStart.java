package reckoner.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.StringUtils;
import reckoner.Home;
import reckoner.Reckoner;

/**
 * Starts the embedded server while the application is still being put together: both take their time, and neither needs the other.
 * Where a home has a database and nothing hints at an outside one, not even the settings are waited for.
 */
final class EarlyStart implements SpringApplicationRunListener, Ordered {

    private static final String HOME = "reckoner.home";
    private static final String URL = "reckoner.database.url";

    private final String[] arguments;
    private @Nullable Starting starting;

    EarlyStart(SpringApplication application, String[] arguments) {
        this.arguments = arguments;
    }

    /** After the listener that reads the settings. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void starting(ConfigurableBootstrapContext context) {
        String home = Arrays.stream(arguments).filter(argument -> argument.startsWith("--" + HOME + "=")).findFirst()
                .map(argument -> argument.substring(HOME.length() + 3)).orElse(null);
        if (home != null && !mayBeExternal() && EmbeddedServer.hasDatabase(new Home(Path.of(home)).database())) {
            starting = new Starting(new Home(Path.of(home)));
        }
    }

    @Override
    public void environmentPrepared(ConfigurableBootstrapContext context, ConfigurableEnvironment environment) {
        String home = environment.getProperty(HOME);
        if (StringUtils.hasText(environment.getProperty(URL))) {
            abandon();
        } else if (starting == null && home != null) {
            starting = new Starting(new Home(Path.of(home)));
        }
    }

    @Override
    public void contextPrepared(ConfigurableApplicationContext context) {
        if (starting != null) {
            DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
            beans.registerSingleton(Starting.class.getName(), starting);
            beans.registerDisposableBean(Starting.class.getName(), starting);
        }
    }

    @Override
    public void failed(@Nullable ConfigurableApplicationContext context, Throwable exception) {
        abandon();
    }

    /** Anything that could set the address of an outside database, before the settings are read; a hint that is none costs a moment. */
    private boolean mayBeExternal() {
        if (StringUtils.hasText(System.getenv("RECKONER_DATABASE_URL")) || System.getenv("SPRING_APPLICATION_JSON") != null
                || System.getProperty(URL) != null || Arrays.stream(arguments).anyMatch(argument -> argument.startsWith("--" + URL))) {
            return true;
        }
        try {
            Path settings = Reckoner.settingsFile();
            return Files.exists(settings) && Files.readAllLines(settings).stream().anyMatch(line -> line.replaceFirst("#.*", "").contains("url"));
        } catch (IOException e) {
            return true;
        }
    }

    private void abandon() {
        if (starting != null) {
            starting.destroy();
            starting = null;
        }
    }

    /** A server that starts; closed with the application, whether or not anybody asked for it. */
    static final class Starting implements DisposableBean {

        private final CompletableFuture<EmbeddedServer> server = new CompletableFuture<>();

        private Starting(Home home) {
            new Thread(() -> start(home), "database").start();
        }

        private void start(Home home) {
            try {
                String cache = System.getProperty(DatabaseConfiguration.CACHE_PROPERTY);
                Path database = home.prepared().database();
                server.complete(EmbeddedServer.start(database, cache == null ? database : Path.of(cache), Map.of()));
            } catch (Throwable e) {
                server.completeExceptionally(e);
            }
        }

        /** The server, once it has started; fails as the start did. */
        EmbeddedServer server() {
            try {
                return server.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException reason ? reason : e;
            }
        }

        @Override
        public void destroy() {
            server.handle((started, failure) -> started).thenAccept(started -> {
                if (started != null) {
                    started.close();
                }
            }).join();
        }
    }
}
