package reckoner.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen: keeps cookies, follows nothing, and takes the token of a form along. */
final class Visitor {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String address;
    private final CookieManager cookies = new CookieManager();
    private String bearer;
    private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();

    Visitor(String address) {
        this.address = address;
    }

    /** Go on as a program, where the path is one for programs. */
    Visitor withToken(String token) {
        bearer = token;
        return this;
    }

    HttpResponse<String> get(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path)).GET();
        if (bearer != null && (path.startsWith("/api/") || path.startsWith("/actuator/"))) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return send(request.build());
    }

    /** Post JSON as a program. */
    HttpResponse<String> json(String path, String key, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path)).header("Content-Type", "application/json")
                .header("Idempotency-Key", key).POST(BodyPublishers.ofString(body));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return send(request.build());
    }

    /** Post a form with the token of the page {@code from}. */
    HttpResponse<String> post(String from, String path, Map<String, String> fields) {
        Matcher token = TOKEN.matcher(get(from).body());
        return send(form(path, fields, token.find() ? "&_csrf=" + encoded(token.group(1)) : "", from));
    }

    HttpResponse<String> postWithoutToken(String path) {
        return send(form(path, Map.of(), "", "/"));
    }

    HttpResponse<String> signIn(String name, String password) {
        return post("/login", "/login", Map.of("name", name, "password", password));
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpCookie session() {
        return cookies.getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals("reckoner")).findFirst().orElseThrow();
    }

    private HttpRequest form(String path, Map<String, String> fields, String more, String from) {
        String body = fields.entrySet().stream().map(f -> encoded(f.getKey()) + "=" + encoded(f.getValue())).collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/x-www-form-urlencoded").header("Referer", address + from)
                .POST(BodyPublishers.ofString(body + more)).build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
