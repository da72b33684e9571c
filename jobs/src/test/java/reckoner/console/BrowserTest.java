package reckoner.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;
import reckoner.demo.DemoSettings;
import reckoner.demo.DemoWorld;
import reckoner.load.Intake;
import reckoner.run.Runs;
import reckoner.schedule.Runner;
import reckoner.timeline.TimelineBuild;

/** The pages in Debian's Chromium, on a small world of the demo. Pictures of all of them are in target/pages. */
class BrowserTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path PICTURES = Path.of("target/pages");
    /** On a busy machine a page may take its time; a test that fails for that says nothing. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static TestConsole console;
    private static ChromeDriver browser;
    private static String account;
    private static String event;

    @BeforeAll
    static void start() throws IOException {
        boolean there = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
        if (!there) {
            System.err.println("NO BROWSER: " + CHROMIUM + " and " + DRIVER + " are not there. The pages are NOT tested in a browser."
                    + " Install them: apt-get install chromium chromium-driver");
        }
        assumeThat(there).as("Chromium and its driver").isTrue();
        console = TestConsole.empty();
        Path feeds = Files.createDirectories(console.home().root().resolve("feeds"));
        DemoSettings standard = DemoSettings.standard();
        DemoWorld.make(new DemoSettings(standard.seed(), 3, 3, standard.endsOn(), false)).writeTo(feeds);
        Runs runs = console.bean(Runs.class);
        console.bean(Intake.class).load(List.of(feeds), null, 0, parameters -> runs.start("load", parameters));
        runs.start("timeline", TimelineBuild.request(false));
        account = console.database().sql("select account_id from account order by account_id limit 1").query(String.class).single();
        event = console.database().sql("select v.event_id from event v join account using (account_key) where account_id = :a order by 1 limit 1")
                .param("a", account).query(String.class).single();
        console.addUsers(account);
        browser = chromium();
    }

    private static ChromeDriver chromium() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1200,1400");
        Path downloads = console.home().root().resolve("downloads").toAbsolutePath();
        options.setExperimentalOption("prefs", Map.of("download.default_directory", downloads.toString(), "plugins.always_open_pdf_externally", true));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, java.util.logging.Level.WARNING);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriver driver = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(), options);
        driver.manage().timeouts().pageLoadTimeout(PATIENCE).scriptTimeout(PATIENCE);
        return driver;
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
        }
        if (console != null) {
            console.close();
        }
    }

    @Test
    void every_page_is_drawn_in_light_dark_and_phone_width_without_a_complaint() throws IOException {
        signIn("ada");
        Files.createDirectories(PICTURES);
        List<String> pages = List.of("/", "/dashboard?account=" + account, "/events", "/event?id=" + event, "/activity", "/prices", "/statements",
                "/explain?account=" + account, "/reconciliation", "/discrepancies", "/runs", "/schedule", "/health", "/users", "/audit", "/tokens", "/password");
        for (String page : pages) {
            for (String mode : List.of("light", "dark", "phone")) {
                emulate(mode);
                if (!mode.equals("dark")) {
                    open(page);
                }
                assertThat(browser.findElements(By.tagName("h1"))).as(page).hasSize(1);
                Number width = (Number) browser.executeScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
                assertThat(width.intValue()).as(page + " fits in " + mode).isZero();
                String name = page.equals("/") ? "accounts" : page.substring(1).replaceAll("\\?.*", "");
                Files.write(PICTURES.resolve(name + "-" + mode + ".png"), browser.getScreenshotAs(OutputType.BYTES));
            }
        }
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).as("what the browser complains of").isEmpty();
        emulate("light");
    }

    @Test
    void the_timeline_has_its_toggles_and_tells_exact_counts_with_the_keyboard() {
        signIn("ada");
        open("/dashboard?account=" + account);
        assertThat(see(By.cssSelector(".toggles [aria-current]")).getText()).isEqualTo("This Year");
        assertThat(browser.findElements(By.cssSelector("[data-chart=bars] svg > g"))).hasSize(12);
        WebElement chart = see(By.cssSelector("[data-chart=bars] svg"));
        for (int month = 1; month <= 12; month++) {
            chart.sendKeys(month == 1 ? Keys.HOME : Keys.ARROW_RIGHT);
            String row = "[data-chart=bars] tbody tr:nth-child(" + month + ")";
            String title = text(row + " th");
            assertThat(text("[data-chart=bars] .tip")).contains(title).contains("Activities: " + text(row + " td"));
        }
        see(By.linkText("This Month")).click();
        see(By.xpath("//*[@aria-current][. = 'This Month']"));
        assertThat(browser.getCurrentUrl()).contains("range=month");
        assertThat(browser.findElements(By.cssSelector("[data-chart=bars] tbody tr")).size()).isBetween(28, 31);
        open("/dashboard?account=" + account + "&range=dates&from=2026-10-01&to=2026-10-31");
        assertThat(browser.findElements(By.cssSelector("[data-chart=bars] tbody tr"))).hasSize(31);
        long activities = browser.findElements(By.cssSelector("[data-chart=bars] tbody tr")).stream()
                .mapToLong(row -> Long.parseLong(row.getAttribute("data-value"))).sum();
        assertThat(activities).isEqualTo(console.database().sql("""
                        select count(*) from ledger_entry e join account a using (account_key)
                        where account_id = :a and occurred_at >= timestamp '2026-10-01' at time zone time_zone
                          and occurred_at < timestamp '2026-11-01' at time zone time_zone""").param("a", account).query(Long.class).single());
        assertThat(browser.findElements(By.cssSelector("[data-chart=ring] .slice"))).isNotEmpty();
    }

    @Test
    void filters_make_an_address_that_shows_the_same_again() {
        signIn("ada");
        open("/activity");
        see(By.cssSelector("[name=status] option[value=Failed]")).click();
        see(By.cssSelector("main form.filters button")).click();
        new WebDriverWait(browser, PATIENCE).until(b -> b.getCurrentUrl().contains("status=Failed"));
        assertThat(browser.findElements(By.cssSelector("tbody tr td:nth-child(6)")).stream().map(WebElement::getText)).isNotEmpty().containsOnly("Failed");
        String address = browser.getCurrentUrl();
        List<String> rows = browser.findElements(By.cssSelector("tbody tr")).stream().map(WebElement::getText).toList();
        browser.get(address);
        assertThat(browser.findElements(By.cssSelector("tbody tr")).stream().map(WebElement::getText).toList()).isEqualTo(rows);
    }

    @Test
    void a_reconciliation_is_started_followed_and_read() {
        signIn("finn");
        open("/reconciliation");
        see(By.cssSelector("main form.grid button")).click();
        runWhatIsAsked();
        see(By.linkText("See the result")).click();
        see(By.xpath("//h1[starts-with(., 'Run ')]"));
        assertThat(browser.findElements(By.cssSelector(".tag.good")).stream().map(WebElement::getText)).contains("Agrees");
    }

    @Test
    void a_statement_is_issued_downloaded_and_known_again() throws Exception {
        signIn("finn");
        open("/statements?month=2026-10&account=" + account);
        see(By.xpath("//button[starts-with(., 'Issue for')]")).click();
        runWhatIsAsked();
        see(By.linkText("To the statements")).click();
        see(By.linkText("PDF")).click();
        Path downloads = console.home().root().resolve("downloads");
        Path pdf = new WebDriverWait(browser, PATIENCE).until(b -> file(downloads));
        assertThat(Files.readAllBytes(pdf)).startsWith("%PDF".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        see(By.name("file")).sendKeys(pdf.toAbsolutePath().toString());
        see(By.xpath("//button[. = 'Verify']")).click();
        assertThat(text(".notice.good")).contains("issued by us as number S-");
    }

    @Test
    void an_operator_sees_its_own_account_and_no_office() {
        signIn("opal");
        assertThat(browser.getCurrentUrl()).contains("/dashboard?account=" + account);
        assertThat(browser.findElements(By.linkText("Reconciliation"))).isEmpty();
        assertThat(browser.findElements(By.cssSelector(".buy"))).isEmpty();
        open("/reconciliation");
        assertThat(text("h1")).isEqualTo("Not for you");
        browser.manage().logs().get(LogType.BROWSER);
    }

    /** The page that follows it is there; now the run is done. */
    private static void runWhatIsAsked() {
        new WebDriverWait(browser, PATIENCE).until(b -> !b.findElements(By.cssSelector("[data-poll]")).isEmpty());
        assertThat(console.bean(Runner.class).drain()).isEqualTo(1);
    }

    private static Path file(Path folder) {
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return files.filter(f -> f.toString().endsWith(".pdf")).findFirst().orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    private static void signIn(String name) {
        browser.manage().deleteAllCookies();
        open("/login");
        see(By.name("name")).sendKeys(name);
        see(By.name("password")).sendKeys(TestConsole.PASSWORD + Keys.ENTER);
        new WebDriverWait(browser, PATIENCE).until(b -> !b.getCurrentUrl().contains("/login"));
    }

    private static void emulate(String mode) {
        boolean phone = mode.equals("phone");
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of("width", phone ? 390 : 1200, "height", 1400, "deviceScaleFactor", 1, "mobile", phone));
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", mode.equals("dark") ? "dark" : "light"))));
    }

    private static void open(String path) {
        browser.get(console.address() + path);
    }

    /** The element, once it is there. */
    private static WebElement see(By by) {
        return new WebDriverWait(browser, PATIENCE).until(b -> b.findElements(by).stream().findFirst().orElse(null));
    }

    private static String text(String css) {
        return String.valueOf(see(By.cssSelector(css)).getAttribute("textContent")).strip();
    }
}
