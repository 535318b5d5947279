package org.proofmark.portal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes are killed at any moment; what was acknowledged is there, and nobody else comes to harm. */
class KillTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path data;

    private ClusterProcesses servers = new ClusterProcesses(Path.of(""));

    @BeforeEach
    void copyReadyFolder() throws IOException {
        ReadyFolder.copy(data);
        servers = new ClusterProcesses(data.toRealPath().resolve("database/cluster"));
    }

    @AfterEach
    void leavesNothingBehind() {
        servers.stop(SOON);
    }

    @Test
    void everyAcknowledgedRowIsThereAfterAKillOfEverything() throws IOException, InterruptedException, SQLException {
        long seed = Long.getLong("proofmark.seed", System.nanoTime());
        int kills = Integer.getInteger("proofmark.crash.kills", 4);
        RandomGenerator random = new SplittableRandom(seed);
        Set<Long> acknowledged = new TreeSet<>();
        long next = 0;
        for (int round = 0; round < kills; round++) {
            Writer writer = Writer.fork(data, next);
            acknowledged.addAll(writer.await(1 + random.nextInt(300)));
            killServers();
            acknowledged.addAll(writer.kill());
            next += 1_000_000;
            try (RunningPostgres running = Writer.start(data)) {
                assertThat(Rows.all(running))
                        .as("seed %d round %d", seed, round)
                        .containsAll(acknowledged);
                assertThat(Rows.all(running).size() - acknowledged.size()).isBetween(0, round + 1);
            }
        }
    }

    @Test
    void stopsWhatAKilledProcessLeftBehind() throws IOException, InterruptedException, SQLException {
        Writer writer = Writer.fork(data, 0);
        List<Long> acknowledged = new ArrayList<>(writer.await(10));
        killWatch();
        List<ProcessHandle> left = servers.living();
        acknowledged.addAll(writer.kill());
        assertThat(left).anyMatch(ProcessHandle::isAlive);
        try (RunningPostgres running = Writer.start(data)) {
            assertThat(Rows.all(running)).containsAll(acknowledged);
            assertThat(servers.living()).doesNotContainAnyElementsOf(left);
        }
    }

    @Test
    void doesNotOutliveItsParent() throws IOException, InterruptedException {
        Writer writer = Writer.fork(data, 0);
        writer.await(1);
        writer.kill();
        assertThat(Waiting.until(SOON, () -> servers.living().isEmpty())).isTrue();
    }

    @Test
    void refusesASecondOpenerAndNamesTheFirst() throws IOException, InterruptedException {
        Writer writer = Writer.fork(data, 0);
        writer.await(1);
        assertThatThrownBy(() -> Writer.start(data))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("in use by process " + writer.pid() + ".");
        writer.await(1);
        writer.kill();
    }

    @Test
    void leavesAForeignProcessOfTheSameNumberAlone() throws IOException, InterruptedException {
        crash();
        Path pidFile = servers.cluster().resolve("postmaster.pid");
        Process foreign = new ProcessBuilder("sleep", "600")
                .directory(servers.cluster().toFile())
                .start();
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(pidFile));
            lines.set(0, Long.toString(foreign.pid()));
            Files.write(pidFile, lines);
            Writer.start(data).close();
            assertThat(foreign.isAlive()).isTrue();
        } finally {
            foreign.destroyForcibly();
        }
    }

    @Test
    void startsDespiteAnEmptyPidFile() throws IOException, InterruptedException, SQLException {
        crash();
        Files.writeString(servers.cluster().resolve("postmaster.pid"), "");
        try (RunningPostgres running = Writer.start(data)) {
            assertThat(Rows.all(running)).contains(0L);
        }
    }

    @Test
    void startsAgainOnTheSameAddressWhenTheServerIsKilled() throws SQLException {
        try (RunningPostgres running = Writer.start(data)) {
            Rows.add(running, 1);
            List<ProcessHandle> killed = killServers();
            assertThat(Waiting.until(SOON, () -> answers(running))).isTrue();
            assertThat(Rows.all(running)).containsExactly(1L);
            assertThat(servers.living()).doesNotContainAnyElementsOf(killed);
        }
        assertThat(servers.living()).isEmpty();
    }

    @Test
    void aKillWhileTheFolderIsMadeLeavesNothingThatHinders() throws IOException, InterruptedException, SQLException {
        DurableFiles.deleteAll(data.resolve("database"));
        for (int round = 0; round < 3; round++) {
            Writer writer = Writer.fork(data, 0);
            Path database = data.resolve("database");
            int wanted = 3 + 8 * round;
            assertThat(Waiting.until(SOON, () -> filesBelow(database) >= wanted))
                    .isTrue();
            writer.kill();
        }
        try (RunningPostgres running = Writer.start(data)) {
            Rows.add(running, 3);
            assertThat(Rows.all(running)).containsExactly(3L);
        }
    }

    private static long filesBelow(Path folder) {
        try (var files = Files.find(folder, 3, (path, attributes) -> true)) {
            return files.count();
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0; // not there yet, or changing
        }
    }

    private static boolean answers(RunningPostgres running) {
        try {
            Rows.all(running);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private void crash() throws IOException, InterruptedException {
        Writer writer = Writer.fork(data, 0);
        writer.await(1);
        killServers();
        writer.kill();
        servers.stop(SOON); // the writer may have begun another
        assertThat(servers.cluster().resolve("postmaster.pid")).exists();
    }

    private List<ProcessHandle> killServers() {
        List<ProcessHandle> living = servers.living();
        living.forEach(ProcessHandle::destroyForcibly);
        return living;
    }

    private void killWatch() {
        List<ProcessHandle> watches = ProcessHandle.allProcesses()
                .filter(process -> List.of(process.info().arguments().orElse(new String[0]))
                        .contains(servers.cluster().toString()))
                .filter(process -> !servers.living().contains(process))
                .toList();
        assertThat(watches).hasSize(1);
        watches.forEach(ProcessHandle::destroyForcibly);
    }
}
