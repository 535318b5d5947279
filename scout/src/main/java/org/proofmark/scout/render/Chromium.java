package org.proofmark.scout.render;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The browser's process. Three walls stand between it and the network, each enough by itself (ADR 5): every request is taken
 * from it before it reaches its network code; that code knows no names and only a proxy that does not exist; and, where the
 * system lets us, it runs where there is no network at all.
 */
final class Chromium {
    private static final List<String> NAMES = List.of(
            "chromium",
            "chromium-browser",
            "google-chrome-stable",
            "google-chrome",
            "chrome",
            "chromium-headless-shell");
    private static final List<String> PLACES = List.of(
            "/usr/bin",
            "/usr/local/bin",
            "/snap/bin",
            "/opt/google/chrome",
            "/Applications/Chromium.app/Contents/MacOS",
            "/Applications/Google Chrome.app/Contents/MacOS");
    private static final String MISSING =
            "no Chromium or Chrome found (looked at PATH and the usual places). Install it:"
                    + "  Debian: apt-get install chromium   Ubuntu: snap install chromium   Fedora: dnf install chromium   macOS: brew install --cask chromium";

    /** The browser talks over its descriptors 3 and 4; a process started from Java has only 0 to 2. */
    private static final String SCRIPT = """
            if [ "$1" = alone ]; then
                for way in '--net' '--user --map-current-user --net'; do
                    if unshare $way true 2>/dev/null; then
                        way="unshare $way"
                        break
                    fi
                    way=
                done
            fi
            shift
            exec 3<&0 4>&1 </dev/null >/dev/null
            exec $way "$@"
            """;

    private static final List<String> FLAGS = List.of(
            "--headless",
            "--remote-debugging-pipe",
            // what would ask the network by itself
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-component-extensions-with-background-pages",
            "--disable-client-side-phishing-detection",
            "--disable-default-apps",
            "--disable-domain-reliability",
            "--disable-sync",
            "--disable-breakpad",
            "--no-pings",
            "--metrics-recording-only",
            // the second wall
            "--proxy-server=http://127.0.0.1:9",
            "--proxy-bypass-list=<-loopback>",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--dns-prefetch-disable",
            "--disable-quic",
            "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
            "--webrtc-ip-handling-policy=disable_non_proxied_udp",
            // pages are answered by us: the browser's own ideas of which addresses are local do not fit
            "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests,ServiceWorkerAutoPreload,"
                    + "Prerender2,SpeculationRulesPrefetchFuture,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,"
                    + "NetworkTimeServiceQuerying,OptimizationHints,OptimizationGuideModelDownloading,Translate,"
                    + "MediaRouter,DialMediaRouteProvider,CertificateTransparencyComponentUpdater,"
                    + "AutofillServerCommunication,InterestFeedContentSuggestions",
            // what a page shall not do
            "--block-new-web-contents",
            "--deny-permission-prompts",
            "--disable-notifications",
            "--disable-extensions",
            "--disable-3d-apis",
            "--mute-audio",
            // a plain, equal picture everywhere
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--force-color-profile=srgb",
            "--no-first-run",
            "--no-default-browser-check",
            "--password-store=basic",
            "--use-mock-keychain",
            "--renderer-process-limit=4");

    private static final Duration REAPING = Duration.ofMillis(200);

    private final Process process;
    private final Path profile;
    private final DevTools devTools;

    private Chromium(Process process, Path profile) {
        this.process = process;
        this.profile = profile;
        this.devTools = new DevTools(process.getInputStream(), process.getOutputStream());
    }

    /**
     * Starts one with a profile of its own.
     *
     * @param alone whether to keep it from the network by the system's means too, where they are there
     */
    static Chromium start(RenderSettings settings, boolean alone) throws NoBrowserException {
        Path executable = find(settings.executable());
        Path profile = null;
        try {
            profile = Files.createTempDirectory("proofmark-browser");
            ProcessBuilder builder = new ProcessBuilder(command(executable, profile, settings, alone));
            environment(builder.environment(), profile);
            builder.redirectError(profile.resolve("errors.txt").toFile());
            Chromium chromium = new Chromium(builder.start(), profile);
            chromium.greet();
            return chromium;
        } catch (IOException e) {
            throw new NoBrowserException(executable + " does not start: " + e.getMessage() + lastWords(profile), e);
        }
    }

    /** Where a browser is, if anywhere. */
    static Path find(Optional<Path> named) throws NoBrowserException {
        if (named.isPresent()) {
            if (!Files.isExecutable(named.get())) {
                throw new NoBrowserException(named.get() + " is no program");
            }
            return named.get();
        }
        List<String> folders = new ArrayList<>(
                List.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1)));
        folders.addAll(PLACES);
        Stream<String> names = Stream.concat(NAMES.stream(), Stream.of("Chromium", "Google Chrome"));
        return names.flatMap(name ->
                        folders.stream().filter(folder -> !folder.isBlank()).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new NoBrowserException(MISSING));
    }

    private static List<String> command(Path executable, Path profile, RenderSettings settings, boolean alone) {
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", SCRIPT, "proofmark-browser", alone ? "alone" : "-", executable.toString()));
        command.addAll(FLAGS);
        command.add("--user-data-dir=" + profile.resolve("profile"));
        command.add("--window-size=%d,%d".formatted(settings.width(), settings.height()));
        command.add("--js-flags=--max-old-space-size=" + settings.memoryMegabytes() / 2);
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--no-sandbox"); // as root it refuses to start otherwise
        }
        command.add("about:blank");
        return command;
    }

    private static void environment(Map<String, String> environment, Path profile) {
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        environment.clear();
        environment.putAll(Map.of(
                "PATH",
                path,
                "HOME",
                profile.toString(),
                "TMPDIR",
                profile.toString(),
                "LANG",
                "C.UTF-8",
                "DBUS_SESSION_BUS_ADDRESS",
                "disabled:"));
    }

    private void greet() throws IOException {
        try {
            devTools.call("", "Browser.getVersion", Map.of(), Duration.ofSeconds(30));
        } catch (BrowserFailure e) {
            String words = lastWords(profile);
            kill();
            throw new IOException(e.getMessage() + words, e);
        }
    }

    private static String lastWords(@org.jspecify.annotations.Nullable Path profile) {
        try {
            if (profile == null || !Files.exists(profile.resolve("errors.txt"))) {
                return "";
            }
            String all = Files.readString(profile.resolve("errors.txt"), StandardCharsets.ISO_8859_1);
            return "; its last words: "
                    + all.substring(Math.max(0, all.length() - 500)).strip();
        } catch (IOException e) {
            return "";
        }
    }

    DevTools devTools() {
        return devTools;
    }

    boolean running() {
        return process.isAlive() && !devTools.ended();
    }

    /** What all its processes hold for themselves, in bytes; 0 where the system does not tell. */
    long memory() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToLong(each -> privateBytes(each.pid()))
                .sum();
    }

    private static long privateBytes(long pid) {
        try {
            String[] pages =
                    Files.readString(Path.of("/proc/" + pid + "/statm")).split(" ", -1);
            return (Long.parseLong(pages[1]) - Long.parseLong(pages[2])) * 4096;
        } catch (IOException e) {
            return 0; // gone, or another system
        }
    }

    /** Ends it with all its processes at once, and deletes its profile. */
    void kill() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(5, TimeUnit.SECONDS);
            long until = System.nanoTime() + REAPING.toNanos();
            while (all.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < until) {
                Thread.sleep(10); // who inherits them may be slow to reap
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delete();
    }

    private void delete() {
        try (Stream<Path> walk = Files.walk(profile)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            // a temporary folder that stays is harmless
        }
    }
}
