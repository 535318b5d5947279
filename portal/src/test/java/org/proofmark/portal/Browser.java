package org.proofmark.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a portal as a browser without script does: it keeps cookies, sends the token of the page it saw last with what it posts,
 * and follows no redirect by itself.
 */
public final class Browser {
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf-token\" content=\"([^\"]+)\"");

    private final URI address;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private String token = "";

    Browser(URI address) {
        this.address = address;
    }

    /** What a page told to send with every change. */
    public String token() {
        return token;
    }

    /** What came back. */
    public record Answer(int status, HttpHeaders headers, String body) {
        /** A header, or "". */
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** Where a redirect leads, without the host; "" if it is none. */
        public String leadsTo() {
            String location = header("Location");
            if (location.isEmpty()) {
                return "";
            }
            URI target = URI.create(location);
            return target.getRawPath()
                    + Optional.ofNullable(target.getRawQuery())
                            .map(query -> "?" + query)
                            .orElse("");
        }

        /** The first group of a pattern's first find. */
        public Optional<String> find(String pattern) {
            Matcher matcher = Pattern.compile(pattern).matcher(body);
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        }
    }

    /** Keeps a cookie, as a script of a page does. */
    public void keep(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(address, cookie);
    }

    /** What a cookie holds, or "". */
    public String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    /** Posts a form: names and values by turns. */
    public Answer post(String path, String... fields) {
        StringJoiner form = new StringJoiner("&");
        for (int i = 0; i < fields.length; i += 2) {
            form.add(encode(fields[i]) + "=" + encode(fields[i + 1]));
        }
        return send(
                "POST",
                path,
                BodyPublishers.ofString(form.toString()),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "X-CSRF-TOKEN",
                token);
    }

    /** Posts JSON, as the pages' scripts do. */
    public Answer postJson(String path, String json) {
        return send(
                "POST", path, BodyPublishers.ofString(json), "Content-Type", "application/json", "X-CSRF-TOKEN", token);
    }

    /** Anything else; names and values of headers by turns. */
    public Answer send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .method(method, body)
                .timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = send(path, request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        Matcher found = TOKEN.matcher(response.body());
        if (found.find()) {
            token = found.group(1);
        }
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    /** A file that is there, byte for byte. */
    public byte[] bytes(String method, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .method(method, BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30))
                .header("X-CSRF-TOKEN", token);
        HttpResponse<byte[]> response = send(path, request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new AssertionError(path + ": " + response);
        }
        return response.body();
    }

    private <T> HttpResponse<T> send(String path, HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + path, e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
