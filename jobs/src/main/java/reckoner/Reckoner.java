package reckoner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** The Spring application. {@link #start} is the only way in, so that every entry point sees the same settings. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan(excludeFilters = {
    @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
    @Filter(type = FilterType.REGEX, pattern = "reckoner\\.console\\..*")
})
@ConfigurationPropertiesScan
public class Reckoner {

    /** System property that names the folder with reckoner.yaml and feeds.yaml; {@code run.sh} sets it. */
    public static final String CONFIG_PROPERTY = "reckoner.config";

    /** The profile of a process that serves: with web server and scheduler. */
    public static final String SERVE = "serve";

    /** Start the application for {@code home}; closing the context ends everything it started. */
    public static ConfigurableApplicationContext start(Home home) {
        return start(home, Map.of());
    }

    /** The same with settings of the caller's, which win over reckoner.yaml and the environment. */
    public static ConfigurableApplicationContext start(Home home, Map<String, String> settings) {
        return startWithoutWeb(home, settings, Reckoner.class);
    }

    /**
     * Start an application of these classes and the settings alone, with neither jobs nor anything that configures itself: a third
     * of the time, for what only looks things up.
     */
    public static ConfigurableApplicationContext startOnly(Home home, Class<?>... classes) {
        return startWithoutWeb(home, Map.of(), Stream.concat(Stream.of(Ground.class), Stream.of(classes)).toArray(Class<?>[]::new));
    }

    /** The same with a web server: {@code pages} is the configuration that the server shows. */
    public static ConfigurableApplicationContext serve(Home home, Map<String, String> settings, Class<?> pages) {
        SpringApplication application = new SpringApplication(Reckoner.class, pages);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setAdditionalProfiles(SERVE);
        return start(application, home, settings);
    }

    private static ConfigurableApplicationContext startWithoutWeb(Home home, Map<String, String> settings, Class<?>... sources) {
        // What Spring Boot loads in the background is for web servers.
        System.setProperty("spring.backgroundpreinitializer.ignore", "true");
        SpringApplication application = new SpringApplication(sources);
        application.setWebApplicationType(WebApplicationType.NONE);
        return start(application, home, settings);
    }

    private static ConfigurableApplicationContext start(SpringApplication application, Home home, Map<String, String> settings) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        defaults.put("spring.config.additional-location", "optional:" + settingsFile().toUri());
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        // Two rooms may each have a class of the same name; they must not need to know of each other.
        application.setBeanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
        application.setRegisterShutdownHook(true);
        application.setDefaultProperties(defaults);
        // RECKONER_HOME would win over a default; the home was chosen by then.
        ConfigurableApplicationContext context = application.run(Stream.concat(
                        Stream.of("--reckoner.home=" + home.root()),
                        settings.entrySet().stream().map(setting -> "--" + setting.getKey() + "=" + setting.getValue()))
                .toArray(String[]::new));
        try {
            SettingsCheck.check(context);
            return context;
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    /** The folder with the settings files. */
    public static Path configFolder() {
        return Path.of(System.getProperty(CONFIG_PROPERTY, "config")).toAbsolutePath().normalize();
    }

    /** The settings file, whether or not it is there. */
    public static Path settingsFile() {
        Path file = configFolder().resolve("reckoner.yaml");
        return Files.exists(file) ? file : Path.of("config/reckoner.yaml").toAbsolutePath();
    }
}
