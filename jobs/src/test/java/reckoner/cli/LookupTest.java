package reckoner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

class LookupTest {

    @Test
    void a_lookup_knows_the_settings_of_every_room_as_the_whole_application_does() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));

        assertThat(Arrays.stream(Lookup.class.getAnnotation(EnableConfigurationProperties.class).value()).map(Class::getName))
                .containsExactlyInAnyOrderElementsOf(scan.findCandidateComponents("reckoner").stream()
                        .map(definition -> definition.getBeanClassName()).collect(Collectors.toSet()));
    }
}
