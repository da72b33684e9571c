package reckoner.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class SerialFilterTest {

    @Test
    void serialised_java_of_an_unknown_class_becomes_no_object_anywhere_in_the_process() throws Exception {
        SerialFilter.install();

        assertThatThrownBy(() -> read(written(java.util.logging.Level.INFO))).isInstanceOf(InvalidClassException.class).hasMessageContaining("REJECTED");
        assertThatThrownBy(() -> read(written(new java.net.URL("http://127.0.0.1/")))).isInstanceOf(InvalidClassException.class);
        assertThat(read(written(new java.util.ArrayList<>(List.of("plain", 1))))).isEqualTo(List.of("plain", 1));
    }

    private static byte[] written(Object object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws Exception {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }
}
