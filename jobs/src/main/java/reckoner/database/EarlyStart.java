package reckoner.database;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import reckoner.Home;

/** Starts the embedded server while the application is still being put together: both take their time, and neither needs the other. */
final class EarlyStart implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        String home = environment.getProperty("reckoner.home");
        if (home != null && !StringUtils.hasText(environment.getProperty("reckoner.database.url"))) {
            DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
            Starting starting = new Starting(new Home(Path.of(home)));
            beans.registerSingleton(Starting.class.getName(), starting);
            beans.registerDisposableBean(Starting.class.getName(), starting);
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
