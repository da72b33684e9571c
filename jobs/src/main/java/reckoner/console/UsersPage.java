package reckoner.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import reckoner.Failure;
import reckoner.users.Audit;
import reckoner.users.Role;
import reckoner.users.SignedIn;
import reckoner.users.Tokens;
import reckoner.users.Users;

/** Users, for admins, who confirm it; the audit; and everybody's own tokens. */
@Controller
class UsersPage {

    private static final int SHOWN = 100;

    private final Users users;
    private final Tokens tokens;
    private final Audit audit;
    private final Confirmation confirmation;

    UsersPage(Users users, Tokens tokens, Audit audit, Confirmation confirmation) {
        this.users = users;
        this.tokens = tokens;
        this.audit = audit;
        this.confirmation = confirmation;
    }

    @GetMapping("/users")
    String list(Model model) {
        model.addAttribute("users", users.all());
        model.addAttribute("roles", Role.values());
        return "users";
    }

    @PostMapping("/users/add")
    String add(@AuthenticationPrincipal SignedIn me, @RequestParam String name, @RequestParam String password, @RequestParam String role,
            @RequestParam(defaultValue = "") String accounts, @RequestParam(defaultValue = "") String own, HttpServletRequest request, RedirectAttributes flash) {
        begin(me, own, name + ": " + role + " " + accounts, request);
        users.add(name, password, Role.keyed(role), accounts(role, accounts));
        return done(flash, name + " can sign in now.");
    }

    @PostMapping("/users/change")
    String change(@AuthenticationPrincipal SignedIn me, @RequestParam String name, @RequestParam String role,
            @RequestParam(defaultValue = "") String accounts, @RequestParam(defaultValue = "") String own, HttpServletRequest request, RedirectAttributes flash) {
        begin(me, own, name + ": " + role + " " + accounts, request);
        users.change(name, Role.keyed(role), accounts(role, accounts));
        return done(flash, name + " is " + role + " now; its sessions have ended.");
    }

    @PostMapping("/users/disable")
    String disable(@AuthenticationPrincipal SignedIn me, @RequestParam String name, @RequestParam boolean disabled, @RequestParam(defaultValue = "") String own,
            HttpServletRequest request, RedirectAttributes flash) {
        begin(me, own, name + ": " + (disabled ? "disabled" : "enabled"), request);
        users.disable(name, disabled);
        return done(flash, name + (disabled ? " can sign in no longer; its sessions have ended." : " can sign in again."));
    }

    @GetMapping("/audit")
    String audit(@RequestParam(defaultValue = "") String actor, @RequestParam(required = false) @Nullable Long before, Model model) {
        Page<Audit.Entry> page = Page.of(audit.page(actor.isBlank() ? null : actor.strip(), before, SHOWN + 1), SHOWN, entry -> String.valueOf(entry.id()));
        model.addAttribute("entries", page.rows());
        model.addAttribute("actor", actor);
        model.addAttribute("next", page.next() == null ? null : "/audit?before=" + page.next()
                + (actor.isBlank() ? "" : "&actor=" + java.net.URLEncoder.encode(actor, java.nio.charset.StandardCharsets.UTF_8)));
        return "audit";
    }

    @GetMapping("/tokens")
    String tokens(@AuthenticationPrincipal SignedIn me, Model model) {
        model.addAttribute("tokens", tokens.of(me.user()));
        return "tokens";
    }

    @PostMapping("/tokens/make")
    String make(@AuthenticationPrincipal SignedIn me, @RequestParam String label, @RequestParam int days, @RequestParam(defaultValue = "") String own,
            HttpServletRequest request, Model model) {
        begin(me, own, "token " + label, request);
        model.addAttribute("made", tokens.make(me.user(), label, days));
        return tokens(me, model);
    }

    @PostMapping("/tokens/revoke")
    String revoke(@AuthenticationPrincipal SignedIn me, @RequestParam int id, HttpServletRequest request) {
        Acts.about(request, "token " + id);
        tokens.revoke(me.user(), id);
        return "redirect:/tokens";
    }

    private void begin(SignedIn me, String own, String subject, HttpServletRequest request) {
        Acts.about(request, subject);
        confirmation.require(me, own, request);
    }

    private static List<String> accounts(String role, String typed) {
        List<String> accounts = Arrays.stream(typed.split("[,\\s]+")).filter(account -> !account.isBlank()).distinct().toList();
        if (role.equals("operator") == accounts.isEmpty()) {
            throw Failure.command(accounts.isEmpty() ? "An operator needs its accounts. Nothing was changed."
                    : "Accounts are for operators; finance and admin see all. Nothing was changed.");
        }
        return accounts;
    }

    private static String done(RedirectAttributes flash, String said) {
        flash.addFlashAttribute("said", said);
        return "redirect:/users";
    }
}
