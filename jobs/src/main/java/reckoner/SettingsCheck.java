package reckoner;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/** Stops a start at a key of reckoner.yaml that nobody knows or that has a wrong value, instead of passing it over. */
final class SettingsCheck {

    private SettingsCheck() {}

    static void check(ConfigurableApplicationContext context) {
        Set<String> groups = new TreeSet<>(Set.of("reckoner.home"));
        for (String bean : context.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
            ConfigurationProperties annotation = context.findAnnotationOnBean(bean, ConfigurationProperties.class);
            if (annotation != null && annotation.value().startsWith("reckoner.")) {
                groups.add(annotation.value());
                bind(context, bean);
            }
        }
        for (PropertySource<?> source : context.getEnvironment().getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> file && source.getName().contains("reckoner.yaml")) {
                refuseUnknown(file, groups);
            }
        }
    }

    private static void bind(ConfigurableApplicationContext context, String bean) {
        try {
            context.getBean(bean);
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    throw Failure.settings("Settings are wrong: %s. Nothing was changed. Correct config/reckoner.yaml or the environment variable."
                            .formatted(innermost(e).getMessage()));
                }
            }
            throw e;
        }
    }

    private static void refuseUnknown(EnumerablePropertySource<?> file, Set<String> groups) {
        for (String name : file.getPropertyNames()) {
            boolean known = !name.startsWith("reckoner")
                    ? name.startsWith("spring.") || name.startsWith("logging.")
                    : groups.stream().anyMatch(group -> isIn(group, name));
            if (!known) {
                throw Failure.settings("%s: unknown key '%s'. Nothing was changed. Known groups are %s.".formatted(
                        OriginLookup.getOrigin(file, name), name, groups.stream().collect(Collectors.joining(", "))));
            }
        }
    }

    private static boolean isIn(String group, String name) {
        ConfigurationPropertyName key = ConfigurationPropertyName.adapt(name, '.');
        ConfigurationPropertyName of = ConfigurationPropertyName.of(group);
        return of.equals(key) || of.isAncestorOf(key);
    }

    private static Throwable innermost(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
