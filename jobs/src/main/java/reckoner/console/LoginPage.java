package reckoner.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import reckoner.Failure;
import reckoner.users.Setup;
import reckoner.users.SignedIn;
import reckoner.users.Users;

/** The doors: login, the first admin, and a user's own password. */
@Controller
class LoginPage {

    private final Users users;
    private final Setup setup;
    private final ProviderLogin provider;

    LoginPage(Users users, Setup setup, ProviderLogin provider) {
        this.users = users;
        this.setup = setup;
        this.provider = provider;
    }

    @GetMapping("/login")
    String login(HttpServletRequest request, Model model) {
        model.addAttribute("empty", users.isEmpty());
        model.addAttribute("provider", provider.label());
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(ProviderLogin.PROBLEM) != null) {
            model.addAttribute("problem", session.getAttribute(ProviderLogin.PROBLEM));
            session.removeAttribute(ProviderLogin.PROBLEM);
        }
        return "login";
    }

    @GetMapping("/setup")
    String setup(@RequestParam(defaultValue = "") String token, HttpServletRequest request, Model model) {
        if (!setup.isGood(token)) {
            Acts.about(request, "first admin");
            throw Failure.command("This token is not good, or no longer. Where nobody can sign in yet, start serve again: it prints another one.");
        }
        model.addAttribute("token", token);
        return "setup";
    }

    @PostMapping("/setup")
    String firstAdmin(@RequestParam String token, @RequestParam String name, @RequestParam String password, @RequestParam String again,
            HttpServletRequest request) {
        Acts.about(request, "first admin " + name);
        requireSame(password, again);
        setup.firstAdmin(token, name, password);
        return "redirect:/login?ready";
    }

    @GetMapping("/password")
    String password() {
        return "password";
    }

    @PostMapping("/password")
    String change(@AuthenticationPrincipal SignedIn me, @RequestParam String old, @RequestParam String password, @RequestParam String again,
            HttpServletRequest request, RedirectAttributes flash) {
        Acts.about(request, "password of " + me.name());
        requireSame(password, again);
        if (!users.confirms(me, old)) {
            throw Failure.command("The old password is another one. Nothing was changed.");
        }
        users.setPassword(me.name(), password);
        return "redirect:/login?ready";
    }

    private static void requireSame(String password, String again) {
        if (!password.equals(again)) {
            throw Failure.command("The two passwords differ. Nothing was changed.");
        }
    }
}
