package reckoner.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import reckoner.activity.Activity;
import reckoner.activity.ActivityLog;
import reckoner.activity.ActivityTable;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.table.Cell;
import reckoner.table.CsvTable;
import reckoner.table.Figures;
import reckoner.table.StreamedRows;
import reckoner.table.Table;
import reckoner.users.SignedIn;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** The master log with its filters; every view has an address, and every address can be had as CSV and JSON. */
@Controller
class ActivityPage {

    private static final int PAGE = 50;

    private final ActivityLog log;
    private final ActivityQuery queries;
    private final Access access;
    private final Downloads downloads;
    private final JdbcClient database;

    ActivityPage(ActivityLog log, ActivityQuery queries, Access access, Downloads downloads, JdbcClient database) {
        this.log = log;
        this.queries = queries;
        this.access = access;
        this.downloads = downloads;
        this.database = database;
    }

    @GetMapping("/activity")
    String activity(@AuthenticationPrincipal SignedIn me, ActivityQuery.Asked asked, @RequestParam(required = false) @Nullable String after, Model model) {
        ActivityQuery.Checked checked = queries.check(me, asked);
        Page<Activity> page = Page.of(log.page(checked.filter(), Cursor.position(after), PAGE + 1), PAGE, Cursor::of);
        model.addAttribute("asked", checked.asked());
        model.addAttribute("rows", page.rows());
        model.addAttribute("query", checked.asked().query(null));
        model.addAttribute("first", after == null);
        model.addAttribute("next", page.next() == null ? null : "/activity" + checked.asked().query(page.next()));
        model.addAttribute("most", Figures.whole(downloads.exportRows()));
        model.addAttribute("accounts", access.choices(me));
        model.addAttribute("services", database.sql("select name from service order by name").query(String.class).list());
        model.addAttribute("types", Stream.of(EntryType.values()).map(EntryType::title).toList());
        model.addAttribute("states", Stream.of(EntryStatus.values()).map(EntryStatus::title).toList());
        return "activity";
    }

    @GetMapping("/activity.csv")
    void csv(@AuthenticationPrincipal SignedIn me, ActivityQuery.Asked asked, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ActivityQuery.Checked checked = checked(me, asked, request);
        try (Downloads.Place place = downloads.export(me, checked.filter(), checked.asked().command("csv"))) {
            Writer out = begin(response, "text/csv;charset=UTF-8", "activity.csv");
            log.<Boolean>read(checked.filter(), rows -> {
                write(out, rows.map(row -> ActivityTable.cells(row, true)).iterator());
                return true;
            });
            out.flush();
        }
    }

    @GetMapping("/activity.json")
    void json(@AuthenticationPrincipal SignedIn me, ActivityQuery.Asked asked, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ActivityQuery.Checked checked = checked(me, asked, request);
        try (Downloads.Place place = downloads.export(me, checked.filter(), checked.asked().command("json"))) {
            Writer out = begin(response, "application/json;charset=UTF-8", "activity.json");
            log.<Boolean>read(checked.filter(), rows -> {
                try (JsonGenerator json = JsonMapper.shared().createGenerator(out)) {
                    json.writeStartArray();
                    rows.forEach(row -> json.writePOJO(ActivityRow.of(row)));
                    json.writeEndArray();
                }
                return true;
            });
        }
    }

    private ActivityQuery.Checked checked(SignedIn me, ActivityQuery.Asked asked, HttpServletRequest request) {
        ActivityQuery.Checked checked = queries.check(me, asked);
        Acts.about(request, "activity " + checked.asked().query(null));
        return checked;
    }

    private static Writer begin(HttpServletResponse response, String type, String name) throws IOException {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        return new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
    }

    private static void write(Writer out, Iterator<List<Cell>> rows) {
        try {
            CsvTable.write(Table.of("", ActivityTable.columns(true), new StreamedRows(rows)), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
