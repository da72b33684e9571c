package reckoner.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reckoner.Home;
import reckoner.Reckoner;

/** Examines the machine, the home and the database of this process. */
@Component
public class Doctor {

    private final Home home;
    private final DatabaseSigns database;

    /** The client, and not its source: who has it has the tables as this version knows them. */
    Doctor(Home home, JdbcClient database) {
        this.home = home;
        this.database = new DatabaseSigns(database);
    }

    /** Look at everything; takes some seconds at most and changes nothing but a file that it writes and removes in each folder. */
    public List<Sign> examine() {
        List<Sign> signs = new ArrayList<>(MachineSigns.all());
        signs.addAll(HomeSigns.all(home, Reckoner.configFolder()));
        signs.addAll(database.all(Duration.ofSeconds(2)));
        return signs;
    }
}
