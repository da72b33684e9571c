package reckoner;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This process, and commands of the program in processes of their own, with the Java, the memory, the classes and the settings of this one. */
public final class OwnProcess {

    private OwnProcess() {}

    /**
     * What to start; input is empty.
     *
     * @param properties further arguments of Java, -Dkey=value
     * @param command verb and options
     */
    public static ProcessBuilder of(List<String> properties, List<String> command) {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        all.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(argument -> argument.startsWith("-X")).toList());
        all.addAll(List.of("-Duser.timezone=UTC", "-Djava.awt.headless=true", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8",
                "-D" + Reckoner.CONFIG_PROPERTY + "=" + Reckoner.configFolder()));
        String cache = System.getProperty("reckoner.cache");
        if (cache != null) {
            all.add("-Dreckoner.cache=" + cache);
        }
        // What it leaves when it is killed is removed with what this process leaves.
        all.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        all.addAll(properties);
        all.addAll(List.of("-cp", System.getProperty("java.class.path"), "reckoner.cli.Main"));
        all.addAll(command);
        return new ProcessBuilder(all).redirectInput(Path.of("/dev/null").toFile());
    }

    /** Name of the machine, for messages. */
    public static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown host";
        }
    }
}
