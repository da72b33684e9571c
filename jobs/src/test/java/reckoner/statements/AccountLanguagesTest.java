package reckoner.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.document.Language;

class AccountLanguagesTest {

    @TempDir
    Path folder;

    @Test
    void an_account_reads_the_language_of_its_line_and_the_others_that_of_the_brand() throws IOException {
        assertThat(AccountLanguages.load(folder).of("ACC-2", Language.EN)).isEqualTo(Language.EN);
        Files.writeString(folder.resolve("languages.properties"), "ACC-2 = de-CH\nACC-3 = fr\n");
        AccountLanguages languages = AccountLanguages.load(folder);
        assertThat(languages.of("ACC-2", Language.ES)).isEqualTo(Language.DE);
        assertThat(languages.of("ACC-3", Language.ES)).isEqualTo(Language.FR);
        assertThat(languages.of("ACC-4", Language.ES)).isEqualTo(Language.ES);
    }

    @Test
    void a_language_that_documents_do_not_speak_is_refused_with_its_place() throws IOException {
        Files.writeString(folder.resolve("languages.properties"), "ACC-2 = tlh\n");
        assertThatThrownBy(() -> AccountLanguages.load(folder)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("languages.properties: account ACC-2: 'tlh' is no language of the documents");
    }
}
