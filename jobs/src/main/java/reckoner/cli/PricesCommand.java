package reckoner.cli;

import java.util.concurrent.Callable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "prices", mixinStandardHelpOptions = true, description = "Shows the price list in force on a date.")
final class PricesCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Override
    public Integer call() {
        try (var application = home.open()) {
            System.out.println(application.getBean(JdbcClient.class)
                    .sql("select count(*) from price").query(Long.class).single());
            return 0;
        }
    }
}
