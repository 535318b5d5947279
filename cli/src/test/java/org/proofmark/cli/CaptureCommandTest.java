package org.proofmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureCommandTest {
    private final Shell shell = new Shell();
    private HttpServer server;
    private String page = "";
    private final List<String> agents = new CopyOnWriteArrayList<>();

    @TempDir
    private Path home = Path.of("");

    CaptureCommandTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    }

    @BeforeEach
    void serve() {
        server.createContext("/", exchange -> {
            agents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
            byte[] body = "<h1>A page</h1><img src=/missing.png>".getBytes(StandardCharsets.UTF_8);
            boolean there = exchange.getRequestURI().getPath().equals("/");
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(there ? 200 : 404, there ? body.length : -1);
            if (there) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        page = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void keepsAPageAndSaysWhatIsMissing() {
        Path out = home.resolve("kept");
        int code = shell.run("capture", page, "--out", out, "--no-render", "--allow-private-networks");
        assertThat(code).isEqualTo(ExitCodes.SUCCESS);
        assertThat(shell.out()).isEqualTo(out.resolve("capture.wacz") + System.lineSeparator());
        assertThat(shell.err()).contains(page + "missing.png: status 404", "kept 1 of 2 addresses");
        assertThat(out.resolve("capture.json")).content().contains("\"protocol\" : \"HTTP/1.1\"");
    }

    @Test
    void saysWhoAsksWhereThatIsNamed() {
        Path out = home.resolve("kept");
        String contact = "https://photos.example.org/crawler";
        shell.run("capture", page, "--out", out, "--no-render", "--allow-private-networks", "--contact", contact);
        assertThat(agents).isNotEmpty().allMatch(agent -> agent.contains("(+" + contact + ")"));
    }

    @Test
    void doesNotConnectToThisMachineUnlessAllowed() {
        Path out = home.resolve("kept");
        assertThat(shell.run("capture", page, "--out", out, "--no-render")).isEqualTo(ExitCodes.FAILED);
        assertThat(shell.err()).last().asString().startsWith("the page could not be had: ");
        assertThat(out.resolve("capture.json")).exists();
    }

    @Test
    void refusesWhatIsNoAddress() {
        assertThat(shell.run("capture", "page.html", "--out", home.resolve("kept")))
                .isEqualTo(ExitCodes.WRONG_ARGUMENTS);
        assertThat(shell.err())
                .first()
                .isEqualTo("expected an address that begins with http:// or https://, found page.html");
    }
}
