package reckoner.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import reckoner.Failure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The libraries in this build, as its CycloneDX list tells them. */
public final class Components {

    private static final String LIST = "/META-INF/sbom/application.cdx.json";

    /** One library. */
    public record Component(String group, String name, String version, String licences) {}

    private Components() {}

    /** All of them by name; fails as {@code ENVIRONMENT} where the build has no list, as one that was made without network. */
    public static List<Component> all() {
        try (InputStream in = Components.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw Failure.environment("This build has no list of its libraries: it was made without network. Build again with one: remove .run and repeat.");
            }
            return read(JsonMapper.builder().build().readTree(in));
        } catch (IOException e) {
            throw Failure.environment("The list of libraries cannot be read: " + e.getMessage(), e);
        }
    }

    static List<Component> read(JsonNode list) {
        List<Component> all = new ArrayList<>();
        for (JsonNode component : list.path("components")) {
            List<String> licences = new ArrayList<>();
            for (JsonNode choice : component.path("licenses")) {
                JsonNode licence = choice.path("license");
                licences.add(choice.path("expression").asString(licence.path("id").asString(licence.path("name").asString("?"))));
            }
            all.add(new Component(component.path("group").asString(""), component.path("name").asString(), component.path("version").asString(),
                    String.join(" or ", licences)));
        }
        all.sort(java.util.Comparator.comparing(Component::group).thenComparing(Component::name));
        return all;
    }
}
