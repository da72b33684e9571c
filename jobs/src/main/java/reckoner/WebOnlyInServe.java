package reckoner;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Leaves web server, security, scheduler and metrics out of every command but {@code serve}, so that they start as fast as without. */
final class WebOnlyInServe implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final List<String> WEB = List.of("actuate.", "health.", "http.", "micrometer.", "quartz.", "security.", "servlet.",
                    "thymeleaf.", "tomcat.", "webmvc.", "jdbc.autoconfigure.health.", "jdbc.autoconfigure.metrics.", "batch.autoconfigure.observation.")
            .stream().map("org.springframework.boot."::concat).toList();

    private boolean serves;

    @Override
    public void setEnvironment(Environment environment) {
        serves = environment.acceptsProfiles(Profiles.of(Reckoner.SERVE));
    }

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        boolean[] wanted = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            String name = classes[i];
            wanted[i] = serves || name == null || WEB.stream().noneMatch(name::startsWith);
        }
        return wanted;
    }
}
