package reckoner.statements;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import reckoner.document.Language;

/** Knows which accounts read another language than the brand's: {@code languages.properties} beside it, account = language. */
final class AccountLanguages {

    private static final String FILE = "languages.properties";

    private final Map<String, Language> languages;

    private AccountLanguages(Map<String, Language> languages) {
        this.languages = languages;
    }

    /**
     * Load the file (UTF-8); without it, no account differs.
     *
     * @throws IllegalArgumentException if a language is not one of the documents
     */
    static AccountLanguages load(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        Map<String, Language> languages = new HashMap<>();
        if (Files.exists(file)) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
            for (String account : properties.stringPropertyNames()) {
                try {
                    languages.put(account, Language.of(properties.getProperty(account)));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(file + ": account " + account + ": " + e.getMessage());
                }
            }
        }
        return new AccountLanguages(languages);
    }

    Language of(String account, Language otherwise) {
        return languages.getOrDefault(account, otherwise);
    }
}
