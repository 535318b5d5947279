package org.proofmark.portal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A web site on this machine that says something hostile wherever a site may say something: a page for each of its texts, on which
 * title, alternative text, caption, credit, licence and the words around say it, and a picture whose file name and metadata do.
 * Its front page, imprint, redirects and what is not there say it too.
 */
final class HostileSite implements AutoCloseable {
    /** What it says, each on a page of its own. Each would be a script, a formula or a line more where it is not kept a text. */
    static final List<String> TEXTS = List.of(
            "\"><img src=x onerror=\"window.__ran='attribute'\">",
            "</title></textarea></script><script>window.__ran='out of its element'</script>",
            "javascript:window.__ran='address'",
            "=HYPERLINK(\"https://example.org\";\"x\")",
            "'><svg/onload=window.__ran='svg'>",
            "@SUM(1+1)|cmd' /C calc'!A0",
            "]]></content><script>window.__ran='feed'</script><![CDATA[",
            "+1+1\",=2+2\r\n=3+3",
            "${7*7} [[${T(java.lang.Runtime).getRuntime()}]] __${7*7}__",
            "-2+3+cmd|' /C calc'!A0");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final int pictures;

    /**
     * Serves.
     *
     * @param pictures so many different pictures are shown, by turns: those of {@link Pictures#jpeg}
     */
    HostileSite(int pictures) {
        this.pictures = pictures;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** The picture of a page. */
    byte[] picture(int page) {
        return Pictures.saying(page % pictures, TEXTS.get(page));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            exchange.getResponseHeaders().set("Content-Disposition", "inline; filename=\"<script>x</script>.jpg\"");
            if (path.equals("/")) {
                html(exchange, 200, front());
            } else if (path.equals("/robots.txt")) {
                send(exchange, 200, "text/plain", "User-agent: *\nDisallow: /secret".getBytes(StandardCharsets.UTF_8));
            } else if (path.equals("/imprint")) {
                html(exchange, 200, imprint());
            } else if (path.equals("/page") && query.matches("n=\\d+&.*")) {
                html(exchange, 200, page(Integer.parseInt(query.replaceAll("^n=|&.*", ""))));
            } else if (path.startsWith("/pictures/")) {
                send(exchange, 200, "image/jpeg", picture(Integer.parseInt(path.replaceAll("^/pictures/|-.*", ""))));
            } else if (path.equals("/moved")) {
                exchange.getResponseHeaders()
                        .set("Location", TEXTS.get(Integer.parseInt(query)).replaceAll("\\s", ""));
                exchange.sendResponseHeaders(302, -1);
            } else {
                html(exchange, 404, "<title>" + html(TEXTS.get(1)) + "</title>" + html(TEXTS.get(0)));
            }
        }
    }

    private static void html(HttpExchange exchange, int status, String page) throws IOException {
        send(exchange, status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** As a page must write it to say it. */
    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String address(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String front() {
        String links = IntStream.range(0, TEXTS.size())
                .mapToObj(n -> """
                        <a href="/page?n=%1$d&amp;said=%2$s">%3$s</a> <a href="/moved?%1$d">moved</a>
                        <a href="/gone/%2$s?said=%2$s">gone</a> <a href="/secret/%2$s">secret</a>\
                        """.formatted(n, address(TEXTS.get(n)), html(TEXTS.get(n))))
                .collect(Collectors.joining("\n"));
        return """
                <html lang="en"><head><title>%s</title></head><body>%s
                <a href="javascript:window.__ran='link'">run</a> <img src="javascript:window.__ran='image'">
                <footer><a href="/imprint">Imprint</a></footer></body></html>""".formatted(html(TEXTS.get(1)), links);
    }

    /** Names a firm; JSON has its own way to write what would end the element it stands in. */
    private static String imprint() {
        String name = JSON.writeValueAsString(TEXTS.get(0)).replace("</", "<\\/");
        return """
                <html lang="en"><head><title>Imprint %s</title><script type="application/ld+json">
                {"@context": "https://schema.org", "@type": "Organization", "legalName": %s}</script></head>
                <body><p>%s</p></body></html>""".formatted(html(TEXTS.get(1)), name, html(TEXTS.get(4)));
    }

    private static String page(int n) {
        String said = html(TEXTS.get(n));
        return """
                <html lang="en"><head><title>%1$s</title></head><body><h1>%1$s</h1><p>%1$s</p>
                <figure itemscope itemtype="https://schema.org/ImageObject">
                <img itemprop="contentUrl" src="/pictures/%2$d-%3$s.jpg" alt="%1$s" title="%1$s" width="480" height="320">
                <meta itemprop="creditText" content="%1$s"><meta itemprop="license" content="%1$s">
                <figcaption>%1$s</figcaption></figure>
                <footer><a href="/imprint">Imprint</a></footer></body></html>""".formatted(said, n, address(TEXTS.get(n)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
