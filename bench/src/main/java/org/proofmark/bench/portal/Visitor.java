package org.proofmark.bench.portal;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One who is signed in: a browser's cookie and its token against forged calls, without the browser. */
final class Visitor {
    private static final Pattern FIELD = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern META = Pattern.compile("name=\"csrf-token\" content=\"([^\"]+)\"");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final String PASSWORD = "long grass, slow river";

    private final HttpClient http;
    private volatile String address;
    private volatile String cookie = "";
    private volatile String token = "";

    private Visitor(HttpClient http, String address) {
        this.http = http;
        this.address = address;
    }

    /** Makes the first administrator, who is a creator as well. */
    static Visitor administrator(HttpClient http, String startLink, String email)
            throws IOException, InterruptedException {
        URI link = URI.create(startLink);
        Visitor visitor = new Visitor(http, "http://" + link.getRawAuthority());
        visitor.fill(link.getRawPath(), Map.of("name", "Bench", "email", email, "password", PASSWORD));
        return visitor;
    }

    /** Invites someone and accepts for them. */
    Visitor invited(String email) throws IOException, InterruptedException {
        String page = send("POST", "/people/invitations", form(Map.of("email", email, "role", "CREATOR")), Map.of())
                .body();
        Matcher link = Pattern.compile("/join/[\\w-]+").matcher(page);
        if (!link.find()) {
            throw new IOException("no invitation for " + email);
        }
        Visitor visitor = new Visitor(http, address);
        visitor.fill(link.group(), Map.of("name", "Bench", "password", PASSWORD));
        return visitor;
    }

    private void fill(String path, Map<String, String> values) throws IOException, InterruptedException {
        token = find(FIELD, send("GET", path, BodyPublishers.noBody(), Map.of()));
        HttpResponse<String> made = send("POST", path, form(values), Map.of());
        if (made.statusCode() != 302) {
            throw new IOException("no account: " + made.statusCode() + " " + made.body());
        }
        token = find(META, send("GET", "/photos", BodyPublishers.noBody(), Map.of()));
    }

    private static String find(Pattern wanted, HttpResponse<String> page) throws IOException {
        Matcher found = wanted.matcher(page.body());
        if (!found.find()) {
            throw new IOException("page " + page.uri() + " without a token: " + page.statusCode());
        }
        return found.group(1);
    }

    /** The session's name, as the table has it: the cookie holds it in base64. */
    String session() {
        return new String(
                Base64.getDecoder().decode(cookie.substring(cookie.indexOf('=') + 1)), StandardCharsets.US_ASCII);
    }

    /** The same person at another browser. */
    Visitor withSession(String session) {
        Visitor other = new Visitor(http, address);
        other.cookie = "session=" + Base64.getEncoder().encodeToString(session.getBytes(StandardCharsets.US_ASCII));
        other.token = token;
        return other;
    }

    /** The portal is somewhere else now; the session goes on. */
    void moveTo(String other) {
        address = other;
    }

    /** A form's values, with the token. */
    BodyPublisher form(Map<String, String> values) {
        return BodyPublishers.ofString("_csrf=" + encode(token)
                + values.entrySet().stream()
                        .map(value -> "&" + value.getKey() + "=" + encode(value.getValue()))
                        .collect(Collectors.joining()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody(), Map.of());
    }

    HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
        return http.send(request("GET", path, BodyPublishers.noBody(), Map.of()), BodyHandlers.ofByteArray());
    }

    HttpResponse<String> send(String method, String path, BodyPublisher body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request(method, path, body, headers), BodyHandlers.ofString());
        answer.headers().allValues("set-cookie").stream()
                .filter(set -> set.startsWith("session="))
                .forEach(set -> cookie = set.split(";", 2)[0]);
        return answer;
    }

    private HttpRequest request(String method, String path, BodyPublisher body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(LONGEST_WAIT)
                .method(method, body);
        headers.forEach(request::header);
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie).header("X-CSRF-TOKEN", token);
        }
        if (method.equals("POST") && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        return request.build();
    }
}
