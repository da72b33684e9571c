package reckoner.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JasperCompileManager;

/** Compile each {@code .jrxml} of a folder to {@code .jasper} beside it; the Maven build runs this, so that no run pays for it. */
public final class CompileTemplates {

    private CompileTemplates() {}

    /** Compile the templates in the folder named by the one argument. */
    public static void main(String[] arguments) throws IOException, JRException {
        Path folder = Path.of(arguments[0]);
        List<Path> templates;
        try (Stream<Path> files = Files.list(folder)) {
            templates = files.filter(file -> file.toString().endsWith(".jrxml")).sorted().toList();
        }
        for (Path template : templates) {
            Path compiled = folder.resolve(template.getFileName().toString().replace(".jrxml", ".jasper"));
            try (InputStream in = Files.newInputStream(template); OutputStream out = Files.newOutputStream(compiled)) {
                JasperCompileManager.compileReportToStream(in, out);
            }
        }
    }
}
