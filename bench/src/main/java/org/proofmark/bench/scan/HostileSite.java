package org.proofmark.bench.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.engine.worker.PoolSettings;
import org.proofmark.engine.worker.WorkerPool;

/** Hostile files as the images of a site of this machine, scanned by the whole program in a process of its own. */
public final class HostileSite {
    private static final int IMAGES_PER_PAGE = 100;

    private final Map<String, Path> files = new LinkedHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    /**
     * What came of it.
     *
     * @param files of the site
     * @param named in errors.csv
     * @param readable the others that an examiner can read: nothing is wrong with them
     * @param lost neither asked for and named nor readable, which must not be
     */
    public record Outcome(int code, int files, int named, int readable, List<String> lost) {
        /** Whether the scan came to its end and said what became of every file. */
        public boolean held() {
            return code == 0 && lost.isEmpty();
        }

        @Override
        public String toString() {
            return "%,d files as a site: the scan ended with %d; %,d named in errors.csv, %,d others are readable, %,d lost%s"
                    .formatted(files, code, named, readable, lost.size(), lost.isEmpty() ? "" : ": " + lost);
        }
    }

    /**
     * A site of the files below a folder.
     *
     * @param most of them at most, spread evenly over all
     */
    public HostileSite(Path folder, int most) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.filter(Files::isRegularFile).sorted().toList();
        }
        int count = Math.min(most, all.size());
        for (int i = 0; i < count; i++) {
            Path file = all.get((int) ((long) i * all.size() / count));
            String name = String.valueOf(file.getFileName()).replaceAll("[^A-Za-z0-9._-]", "-");
            files.put("/files/" + i + "-" + name, file);
        }
    }

    /**
     * Serves and scans it.
     *
     * @param photos looked for
     * @param out where the scan writes
     */
    public Outcome scan(Path photos, int threads, Path out) throws IOException, InterruptedException {
        Folders.delete(out);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        try (ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor()) {
            server.setExecutor(answering);
            server.start();
            String start = "http://127.0.0.1:%d".formatted(server.getAddress().getPort());
            int code = ScanProcess.start(photos, List.of(start + "/"), out, threads, false)
                    .join();
            return outcome(code, start, out.resolve("errors.csv"));
        } finally {
            server.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            Path file = files.get(path);
            if (file == null && !path.equals("/") && !path.startsWith("/page-")) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] body = file == null ? page(path) : Files.readAllBytes(file);
            exchange.getResponseHeaders().set("Content-Type", file == null ? "text/html" : "image/jpeg");
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private byte[] page(String path) {
        int number = path.equals("/") ? 0 : Integer.parseInt(path.substring("/page-".length()));
        StringBuilder html = new StringBuilder("<title>" + number + "</title>");
        files.keySet().stream()
                .skip((long) number * IMAGES_PER_PAGE)
                .limit(IMAGES_PER_PAGE)
                .forEach(image -> html.append("<img src='").append(image).append("'>\n"));
        // All from the start: a chain of them would be deeper than a scan follows links.
        for (int other = 1; number == 0 && other * IMAGES_PER_PAGE < files.size(); other++) {
            html.append("<a href=/page-").append(other).append(">more</a>\n");
        }
        return html.toString().getBytes(UTF_8);
    }

    private Outcome outcome(int code, String start, Path errors) throws IOException {
        List<String> lines = Files.exists(errors) ? Files.readAllLines(errors) : List.of();
        Set<String> named = ConcurrentHashMap.newKeySet();
        lines.forEach(line -> named.add(line.substring(0, Math.max(line.indexOf(','), 0))));
        List<String> lost = new ArrayList<>();
        int told = 0;
        int readable = 0;
        PoolSettings standard = PoolSettings.standard();
        try (Examiner examiner =
                new WorkerPool(new PoolSettings(1, standard.imagesPerWorker(), MediaLimits.standard()))) {
            for (Map.Entry<String, Path> file : files.entrySet()) {
                if (asked.contains(file.getKey()) && named.contains(start + file.getKey())) {
                    told++;
                } else if (asked.contains(file.getKey())
                        && examiner.examine(Files.readAllBytes(file.getValue()), Detail.QUERY) instanceof Examined) {
                    readable++;
                } else {
                    lost.add(file.getValue().toString());
                }
            }
        }
        return new Outcome(code, files.size(), told, readable, lost);
    }
}
