package org.proofmark.portal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresFolderTest {
    @TempDir
    private Path data;

    @BeforeEach
    void copyReadyFolder() throws IOException {
        ReadyFolder.copy(data);
    }

    @Test
    void keepsWhatWasCommittedFromOneStartToTheNext() throws SQLException {
        try (RunningPostgres first = Writer.start(data)) {
            Rows.add(first, 7);
        }
        try (RunningPostgres second = Writer.start(data)) {
            assertThat(Rows.all(second)).containsExactly(7L);
        }
        assertThat(processes()).isEmpty();
    }

    @Test
    void writesWhatItAcknowledgesAndChecksWhatItReads() throws SQLException {
        try (RunningPostgres running = Writer.start(data)) {
            for (String on : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
                assertThat(Rows.setting(running, on)).as(on).isEqualTo("on");
            }
            assertThat(Rows.setting(running, "server_encoding")).isEqualTo("UTF8");
            assertThat(Rows.setting(running, "server_version") + ".0").isEqualTo(PostgresPrograms.VERSION);
            assertThat(Rows.setting(running, "max_connections")).isEqualTo("20");
        }
    }

    @Test
    void listensOnLoopbackOnlyAndAsksForThePassword() throws SQLException {
        try (RunningPostgres running = Writer.start(data)) {
            assertThat(Rows.setting(running, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(Rows.setting(running, "unix_socket_directories")).isEmpty();
            for (String wrong : List.of("wrong", " ", "proofmark", running.password() + "x")) {
                assertThatThrownBy(() -> DriverManager.getConnection(running.jdbcUrl(), "proofmark", wrong))
                        .hasMessageContaining("password authentication failed");
            }
        }
    }

    @Test
    void onlyTheOwnerReadsThePassword() throws IOException {
        try (RunningPostgres running = Writer.start(data)) {
            Path file = data.resolve("database/password");
            assertThat(file).hasContent(running.password() + "\n");
            assertThat(running.password()).hasSizeGreaterThan(40);
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.getPosixFilePermissions(file.getParent()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void refusesASecondOpenerOfTheSameProcess() {
        try (RunningPostgres running = Writer.start(data)) {
            assertThat(running.jdbcUrl()).startsWith("jdbc:postgresql://127.0.0.1:");
            assertThatThrownBy(() -> Writer.start(data))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void makesAHalfMadeFolderAnew() throws IOException, SQLException {
        DurableFiles.deleteAll(data.resolve("database"));
        Path half = Files.createDirectories(data.resolve("database/cluster.new123/base"));
        Files.writeString(half.resolve("PG_VERSION"), "18\n");
        Files.writeString(data.resolve("database/password"), "of the first attempt\n");
        try (RunningPostgres running = Writer.start(data)) {
            assertThat(running.password()).isEqualTo("of the first attempt");
            Rows.add(running, 1);
        }
        assertThat(halfMade()).isEmpty();
    }

    @Test
    void refusesTheFolderOfAnotherVersion() throws IOException {
        Files.writeString(data.resolve("database/cluster/PG_VERSION"), "17\n");
        assertThatThrownBy(() -> Writer.start(data))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContainingAll("made by PostgreSQL 17", "brings 18.", "pg_dump", "--database-url");
    }

    @Test
    void tellsOfAPasswordThatDoesNotFit() throws IOException {
        Files.writeString(data.resolve("database/password"), "another\n");
        assertThatThrownBy(() -> Writer.start(data)).hasMessageContainingAll("authentication failed", "Put back");
        Files.delete(data.resolve("database/password"));
        assertThatThrownBy(() -> Writer.start(data)).hasMessageContaining("password is missing");
        assertThat(processes()).isEmpty();
    }

    @Test
    void tellsWhatPostgresSaidWhenItDoesNotStart() throws IOException {
        Files.delete(data.resolve("database/cluster/global/pg_control"));
        assertThatThrownBy(() -> Writer.start(data))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContainingAll("did not start", "pg_control", "--database-url");
    }

    @Test
    void closesOnceHoweverOften() {
        RunningPostgres running = Writer.start(data);
        running.close();
        running.close();
        Writer.start(data).close();
    }

    @Test
    void namesThePlatformItHasNoProgramsFor() {
        assertThat(PostgresPrograms.platform("Linux", "amd64")).isEqualTo("linux-x86_64");
        assertThat(PostgresPrograms.platform("Mac OS X", "aarch64")).isEqualTo("darwin-arm_64");
        assertThatThrownBy(() -> PostgresPrograms.requirePlatform("Plan 9", "mips"))
                .hasMessageContainingAll("plan 9-mips", "--database-url");
    }

    private List<ProcessHandle> processes() {
        return new ClusterProcesses(data.toAbsolutePath().resolve("database/cluster")).living();
    }

    private List<Path> halfMade() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("database"))) {
            return new ArrayList<>(
                    files.filter(file -> file.toString().contains(".new")).toList());
        }
    }
}
