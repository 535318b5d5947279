package org.proofmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
    private final Shell shell = new Shell();

    @TempDir
    Path folder;

    @Test
    void aPortThatIsNoneIsToldInOneLine() {
        assertThat(shell.run("serve", "--port", "99999", "--data", folder)).isEqualTo(ExitCodes.WRONG_ARGUMENTS);
        assertThat(shell.err()).containsExactly("port 99999, not 0 to 65535", "Help: ./proofmark serve --help");
    }

    @Test
    void aPortThatIsTakenIsToldWithWhatToDo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(shell.run("serve", "--port", taken.getLocalPort(), "--data", folder))
                    .isEqualTo(ExitCodes.FAILED);
            assertThat(shell.err())
                    .last()
                    .asString()
                    .endsWith("port " + taken.getLocalPort()
                            + " is in use. Stop what uses it, or name another with --port.");
        }
    }

    @Test
    void anAddressOfNoDatabaseIsToldInOneLineWithoutItsPassword() {
        assertThat(shell.run("serve", "--data", folder, "--database-url", "postgresql://kim:secret@/"))
                .isEqualTo(ExitCodes.WRONG_ARGUMENTS);
        assertThat(shell.err()).hasSize(2);
        assertThat(shell.err().getFirst())
                .contains("postgresql://name:password@host")
                .doesNotContain("secret");
    }

    @Test
    void aDemoEndedWhileItStartsLeavesNothingBehind() throws IOException, InterruptedException {
        Process demo = demo(Redirect.DISCARD);
        Instant late = Instant.now().plus(Duration.ofSeconds(60));
        while (demos().stream().noneMatch(ServeCommandTest::hasADatabase)
                && Instant.now().isBefore(late)) {
            LockSupport.parkNanos(20_000_000);
        }
        assertThat(demos()).hasSize(1);
        demo.destroy();
        assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(demos()).isEmpty();
    }

    /** The README's first command: people, photos, a site that is walked, and what was found waits for verdicts. */
    @Test
    void aDemoTellsTheStoryToTheInbox() throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Process demo = demo(Redirect.to(said.toFile()));
        try {
            Instant late = Instant.now().plus(Duration.ofMinutes(3));
            while (!Files.readString(said).contains("/inbox") && Instant.now().isBefore(late) && demo.isAlive()) {
                LockSupport.parkNanos(200_000_000);
            }
            assertThat(Files.readString(said))
                    .contains("Proofmark is at http://localhost:", "creator@example.org", "administrator@example.org")
                    .containsPattern("2\\d matches wait for your verdict: http://localhost:\\d+/inbox");
        } finally {
            demo.destroy();
            demo.waitFor();
        }
    }

    private Process demo(Redirect said) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + folder,
                        "-Dproofmark.home=" + Path.of("..").toAbsolutePath().normalize(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "demo",
                        "--port",
                        "0")
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start();
    }

    private List<Path> demos() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.getFileName().toString().startsWith("proofmark-demo-"))
                    .toList();
        }
    }

    private static boolean hasADatabase(Path demo) {
        try (Stream<Path> all = Files.walk(demo, 3)) {
            return all.anyMatch(path -> path.endsWith("PG_VERSION"));
        } catch (IOException | java.io.UncheckedIOException changing) {
            return false;
        }
    }
}
