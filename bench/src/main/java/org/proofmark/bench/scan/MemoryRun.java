package org.proofmark.bench.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Watches the memory of a scan over many small pages. */
public final class MemoryRun {
    private static final double[] WHEN = {0.1, 0.25, 0.5, 0.75, 0.98};
    private static final long LOOK = 20;

    private final MadeSite site;
    private final CountingServer server;
    private final Path works;
    private final Path home;

    /** @param home a folder for what the scan writes; it is deleted before */
    public MemoryRun(MadeSite site, CountingServer server, Path works, Path home) {
        this.site = site;
        this.server = server;
        this.works = works;
        this.home = home;
    }

    /**
     * Memory at one moment.
     *
     * @param requests made until then
     * @param heap bytes of live objects after a full collection
     * @param resident bytes of the process, without its workers, before that collection
     */
    record Moment(long requests, long heap, long resident) {}

    /** Scans the site; the report. */
    public String run() throws IOException, InterruptedException {
        Folders.delete(home);
        server.reset();
        ScanProcess process = ScanProcess.start(works, List.of(server.address()), home, 2, false);
        List<Moment> moments = new ArrayList<>();
        for (double when : WHEN) {
            long requests = (long) (when * site.addresses());
            while (process.isAlive() && server.requests() < requests) {
                Thread.sleep(LOOK);
            }
            if (process.isAlive()) {
                long resident = resident(process.pid());
                moments.add(new Moment(server.requests(), heap(process.pid()), resident));
                System.err.println(moments.getLast());
            }
        }
        int code = process.join();
        if (code != 0 || server.paths().size() != site.addresses()) {
            throw new IOException("the scan ended with %d after %d of %d addresses; see %s"
                    .formatted(code, server.paths().size(), site.addresses(), home.resolve("scan.txt")));
        }
        return table(moments);
    }

    private String table(List<Moment> moments) throws IOException {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d pages and %,d images in %.0f s; state on disk %,.0f MB.%n%n| addresses asked for | live heap, MB | resident, MB |%n|--:|--:|--:|%n",
                site.pages(),
                site.addresses() - site.pages(),
                server.seconds(),
                Files.size(home.resolve("state").resolve("scan.db")) / 1e6));
        for (Moment moment : moments) {
            text.append(String.format(
                    Locale.ROOT, "| %,d | %.1f | %.0f |%n", moment.requests, moment.heap / 1e6, moment.resident / 1e6));
        }
        return text.toString();
    }

    private static long resident(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("the system does not tell the memory of process " + pid);
    }

    /** A histogram of a heap collects it first; its last line is the sum: {@code Total instances bytes}. */
    private static long heap(long pid) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String last = "";
        try (var lines = jcmd.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line.startsWith("Total") ? line : last;
            }
        }
        jcmd.waitFor();
        String[] words = last.strip().split("\\s+", -1);
        if (words.length < 3) {
            throw new IOException("jcmd did not tell the heap of process " + pid);
        }
        return Long.parseLong(words[2]);
    }
}
