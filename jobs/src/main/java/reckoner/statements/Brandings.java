package reckoner.statements;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Types;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.Home;
import reckoner.Reckoner;
import reckoner.Sha256;
import reckoner.document.Branding;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the brand that statements are issued with, logo included, so that it outlives the settings folder. */
@Component
class Brandings {

    private final JdbcClient database;
    private final Home home;
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final Map<String, Frozen> known = new ConcurrentHashMap<>();

    Brandings(JdbcClient database, Home home) {
        this.database = database;
        this.home = home;
    }

    /** A brand and the key under which it is kept. */
    record Frozen(String key, Branding branding) {}

    /** The brand of the settings as it was read, in the language of each account. */
    record Settings(Branding branding, AccountLanguages languages) {

        Branding of(String account) {
            return branding.in(languages.of(account, branding.language()));
        }
    }

    /** The brand of the settings, as it is now. */
    Settings ofSettings() {
        Path folder = Reckoner.configFolder().resolve("branding");
        try {
            return new Settings(Branding.load(folder), AccountLanguages.load(folder));
        } catch (IOException e) {
            throw Failure.settings("The branding in " + folder + " cannot be read (" + e.getMessage() + "). Nothing was made. Correct it and repeat.");
        } catch (IllegalArgumentException e) {
            throw Failure.settings(e.getMessage());
        }
    }

    /** The brand kept for good; part of the transaction that issues with it. */
    Frozen keep(Branding current) {
        Row row = row(current);
        String key = row.key();
        database.sql("""
                        insert into branding (branding_key, words, logo_name, logo)
                        values (:key, :words::jsonb, :name, :logo)
                        on conflict (branding_key) do nothing""")
                .param("key", key).param("words", row.words()).param("name", row.logoName()).param("logo", row.logo(), Types.BINARY)
                .update();
        return of(key);
    }

    /** The key under which {@link #keep} keeps the brand. */
    String key(Branding current) {
        return row(current).key();
    }

    /** A brand as it is kept. */
    private record Row(String words, @Nullable String logoName, byte @Nullable [] logo) {

        String key() {
            MessageDigest sha256 = Sha256.digest();
            sha256.update((words + "\n" + logoName + "\n").getBytes(StandardCharsets.UTF_8));
            if (logo != null) {
                sha256.update(logo);
            }
            return HexFormat.of().formatHex(sha256.digest());
        }
    }

    private Row row(Branding current) {
        try {
            byte[] logo = current.logo() == null ? null : Files.readAllBytes(current.logo());
            String logoName = current.logo() == null ? null : current.logo().getFileName().toString();
            return new Row(mapper.writeValueAsString(current.withLogo(null)), logoName, logo);
        } catch (IOException e) {
            throw Failure.environment("The logo cannot be read (" + e.getMessage() + "). Nothing was issued.", e);
        }
    }

    /** The brand that was kept under the key. */
    Frozen of(String key) {
        return known.computeIfAbsent(key, this::load);
    }

    private Frozen load(String key) {
        Row row = database.sql("select words, logo_name, logo from branding where branding_key = :key")
                .param("key", key)
                .query((r, n) -> new Row(r.getString(1), r.getString(2), r.getBytes(3)))
                .single();
        Branding words = mapper.readValue(row.words(), Branding.class);
        return new Frozen(key, row.logo() == null ? words : words.withLogo(logoFile(key, row.logoName(), row.logo())));
    }

    // The layout wants the logo as a file; its place is not part of a document's bytes.
    private Path logoFile(String key, @Nullable String name, byte[] logo) {
        Path file = home.unfinished().resolve("branding").resolve(key).resolve(Objects.requireNonNullElse(name, "logo"));
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, logo);
        } catch (IOException e) {
            throw Failure.environment("The logo cannot be written to " + file + " (" + e.getMessage() + ").", e);
        }
    }
}
