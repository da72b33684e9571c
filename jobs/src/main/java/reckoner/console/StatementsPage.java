package reckoner.console;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import reckoner.Failure;
import reckoner.Home;
import reckoner.delivery.Deliveries;
import reckoner.schedule.Task;
import reckoner.statements.Format;
import reckoner.statements.IssuedList;
import reckoner.statements.StatementsRequest;
import reckoner.statements.Verification;
import reckoner.users.SignedIn;

/** Statements of a month: which are issued, their files, and whether a file is one of ours. */
@Controller
class StatementsPage {

    private static final int SHOWN = 100;

    private final IssuedList issued;
    private final Verification verification;
    private final Deliveries deliveries;
    private final Access access;
    private final Asking asking;
    private final Confirmation confirmation;
    private final Downloads downloads;
    private final Home home;
    private final Clock clock;

    StatementsPage(IssuedList issued, Verification verification, Deliveries deliveries, Access access, Asking asking, Confirmation confirmation, Downloads downloads,
            Home home, Clock clock) {
        this.issued = issued;
        this.verification = verification;
        this.deliveries = deliveries;
        this.access = access;
        this.asking = asking;
        this.confirmation = confirmation;
        this.downloads = downloads;
        this.home = home;
        this.clock = clock;
    }

    @GetMapping("/statements")
    String statements(@AuthenticationPrincipal SignedIn me, @RequestParam(defaultValue = "") String month,
            @RequestParam(required = false) @Nullable String account, @RequestParam(required = false) @Nullable String after, Model model) {
        YearMonth of = month.isBlank() ? YearMonth.now(clock.withZone(ZoneOffset.UTC)).minusMonths(1) : month(month);
        Access.Account chosen = access.chosen(me, account).orElse(null);
        model.addAttribute("month", of);
        model.addAttribute("previous", of.minusMonths(1));
        model.addAttribute("next", of.plusMonths(1));
        model.addAttribute("account", chosen);
        model.addAttribute("accounts", access.choices(me));
        model.addAttribute("deliveries", me.seesAll() ? deliveries.all(of).stream()
                .filter(one -> chosen == null || one.account().equals(chosen.id())).limit(SHOWN).toList() : List.of());
        Page<IssuedList.Row> page = Page.of(issued.page(of, chosen == null ? null : chosen.id(), after, SHOWN + 1), SHOWN, IssuedList.Row::account);
        model.addAttribute("rows", page.rows());
        Map<String, @Nullable Object> query = new LinkedHashMap<>();
        query.put("month", of);
        query.put("after", page.next());
        model.addAttribute("more", page.next() == null ? null : "/statements" + Show.query(query));
        return "statements";
    }

    @GetMapping("/statements/file")
    ResponseEntity<Resource> file(@AuthenticationPrincipal SignedIn me, @RequestParam String number, @RequestParam String format, HttpServletRequest request) {
        access.account(me, issued.accountOf(number).orElseThrow(() -> new Access.NotFound("statement " + number)));
        Acts.about(request, "statement " + number + " " + format);
        downloads.require(me);
        Format wanted = Format.parse(format).iterator().next();
        IssuedList.IssuedFile file = issued.file(number, wanted);
        String type = switch (wanted) {
            case PDF -> "application/pdf";
            case XLSX -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            case CSV -> "text/csv;charset=UTF-8";
        };
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(type))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(file.path().getFileName().toString()).build().toString())
                .body(new FileSystemResource(file.path()));
    }

    @PostMapping("/statements/issue")
    String issue(@AuthenticationPrincipal SignedIn me, @RequestParam String month, @RequestParam(required = false) @Nullable String account,
            @RequestParam String key, HttpServletRequest request) {
        Acts.about(request, month + (account == null || account.isBlank() ? "" : " " + account));
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("month", month(month).toString());
        if (account != null && !account.isBlank()) {
            arguments.put("account", access.account(me, account).id());
        }
        return "redirect:" + asking.ask(Task.STATEMENTS, arguments, me, key);
    }

    /** Replace what was issued where the ledger says something else now; the reason is printed on it. */
    @PostMapping("/statements/restate")
    String restate(@AuthenticationPrincipal SignedIn me, @RequestParam String month, @RequestParam String account, @RequestParam String reason,
            @RequestParam(defaultValue = "") String own, @RequestParam String key, HttpServletRequest request) {
        Acts.about(request, month + " " + account + ": " + reason);
        YearMonth of = month(month);
        String id = access.account(me, account).id();
        // Refuses a reason that cannot be printed before anything is asked for.
        new StatementsRequest(of, List.of(id), Set.of(Format.PDF), false, reason);
        confirmation.require(me, own, request);
        return "redirect:" + asking.ask(Task.STATEMENTS, Map.of("month", of.toString(), "account", id, "restate", reason.strip()), me, key);
    }

    @PostMapping("/statements/verify")
    String verify(@RequestParam MultipartFile file, HttpServletRequest request, RedirectAttributes flash) throws IOException {
        Acts.about(request, "a file of " + file.getSize() + " bytes");
        if (file.isEmpty()) {
            throw Failure.command("No file was chosen. Nothing was changed.");
        }
        Path copy = Files.createTempFile(home.unfinished(), "verify", null);
        try {
            file.transferTo(copy);
            Verification.Answer answer = verification.of(copy);
            flash.addFlashAttribute(answer.ours() ? "said" : "problem", "This file is " + answer.words() + ".");
        } finally {
            Files.deleteIfExists(copy);
        }
        return "redirect:/statements";
    }

    private static YearMonth month(String text) {
        try {
            YearMonth month = YearMonth.parse(text);
            if (month.getYear() >= 1970 && month.getYear() <= 9000) {
                return month;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw Failure.command("'" + (text.length() > 20 ? text.substring(0, 20) : text) + "' is no month. Write it like 2026-03.");
    }
}
