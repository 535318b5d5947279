package org.proofmark.portal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.portal.database.DatabaseException;
import org.proofmark.portal.database.PostgresFolder;
import org.proofmark.portal.database.PostgresSettings;
import org.proofmark.portal.database.RunningPostgres;
import org.proofmark.portal.platform.FileBlobs;
import org.proofmark.portal.platform.Sha256;

/** Backed up while it works, put back, and everything that was acknowledged is there with its file. */
class BackupsTest {
    @TempDir
    private Path home = Path.of("");

    private Instant now = Instant.parse("2026-05-01T10:00:00Z");
    private final InstantSource clock = () -> now;

    private Path data() {
        return home.resolve("data");
    }

    private Backups backups() {
        return new Backups(home.resolve("backups"), clock);
    }

    private static RunningPostgres start(Path data) {
        return new PostgresFolder(data, PostgresSettings.standard(), new SecureRandom()).start();
    }

    private static Connection connect(RunningPostgres server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.name(), server.password());
    }

    private static void run(RunningPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(RunningPostgres server) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select digest from kept order by number")) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    /** Keeps files and then the rows that name them, until told to end. */
    private static final class Busy implements AutoCloseable {
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicInteger acknowledged = new AtomicInteger();
        private final Thread thread;

        Busy(RunningPostgres server, FileBlobs blobs) {
            thread = Thread.ofPlatform().start(() -> {
                try (Connection connection = connect(server);
                        Statement statement = connection.createStatement()) {
                    while (!over.get()) {
                        int number = acknowledged.get();
                        byte[] file = ("photo " + number + " ".repeat(20_000)).getBytes(StandardCharsets.UTF_8);
                        Sha256 digest =
                                blobs.keep(new ByteArrayInputStream(file)).digest();
                        statement.execute("insert into kept values (%d, '%s')".formatted(number, digest));
                        acknowledged.incrementAndGet();
                    }
                } catch (IOException | SQLException broken) {
                    throw new IllegalStateException(broken);
                }
            });
        }

        int acknowledged() {
            return acknowledged.get();
        }

        void awaitMoreThan(int rows) throws InterruptedException {
            while (acknowledged.get() <= rows && thread.isAlive()) {
                Thread.sleep(5);
            }
        }

        @Override
        public void close() {
            over.set(true);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void whatIsAcknowledgedBeforeIsThereAfterwardsWithItsFile() throws Exception {
        FileBlobs blobs = new FileBlobs(data().resolve("blobs"), clock);
        Files.writeString(data().resolve("sealing.key"), "secret");
        int before;
        try (RunningPostgres server = start(data())) {
            run(server, "create table kept (number int primary key, digest text not null)");
            try (Busy busy = new Busy(server, blobs)) {
                busy.awaitMoreThan(50);
                backups().make(data(), Optional.empty(), new Tally());
                now = now.plusSeconds(60);
                before = busy.acknowledged();
                backups().make(data(), Optional.empty(), new Tally());
                int after = busy.acknowledged();
                assertThat(after).as("it went on working").isGreaterThan(before);
            }
        }
        List<Backups.Backup> all = backups().all();
        assertThat(all)
                .extracting(Backups.Backup::name)
                .containsExactly("2026-05-01T10-00-00Z", "2026-05-01T10-01-00Z");
        assertThat(all).allMatch(Backups.Backup::atWork);
        assertThat(backups().check(Optional.empty(), new Tally())).isEmpty();

        Path restored = home.resolve("restored");
        new Restoring(backups()).into(restored, Optional.empty(), new Tally());
        assertThat(Files.readString(restored.resolve("sealing.key"))).isEqualTo("secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(restored.resolve("database/password"))))
                .isEqualTo("rw-------");
        FileBlobs there = new FileBlobs(restored.resolve("blobs"), clock);
        try (RunningPostgres server = start(restored)) {
            List<String> rows = rows(server);
            assertThat(rows).hasSizeGreaterThanOrEqualTo(before);
            assertThat(rows).allMatch(digest -> there.has(Sha256.parse(digest)));
            run(server, "insert into kept values (-1, 'and it goes on')");
        }
    }

    @Test
    void theSecondCopiesNoFileTwiceAndOldOnesGoWithWhatOnlyTheyHad() throws Exception {
        FileBlobs blobs = new FileBlobs(data().resolve("blobs"), clock);
        start(data()).close();
        Sha256 old = blobs.keep(new ByteArrayInputStream("old".getBytes(StandardCharsets.UTF_8)))
                .digest();
        blobs.keep(new ByteArrayInputStream("both".getBytes(StandardCharsets.UTF_8)));
        Backups.Made first = backups().make(data(), Optional.empty(), new Tally());
        assertThat(first.backup().atWork()).isFalse();
        assertThat(first.backup().blobs()).isEqualTo(2);
        Files.delete(data().resolve("blobs").resolve(old.path()));

        now = now.plusSeconds(3_600);
        Tally tally = new Tally();
        Backups.Made second = backups().make(data(), Optional.of(1), tally);
        assertThat(tally.there()).isEqualTo(1);
        assertThat(second.dropped()).containsExactly(first.backup().name());
        assertThat(backups().all()).containsExactly(second.backup());
        assertThat(backups().blobs().has(old)).isFalse();
        assertThat(backups().check(Optional.empty(), new Tally())).isEmpty();
    }

    @Test
    void damageIsFoundAndNotPutBack() throws Exception {
        FileBlobs blobs = new FileBlobs(data().resolve("blobs"), clock);
        start(data()).close();
        Sha256 photo = blobs.keep(new ByteArrayInputStream("photo".getBytes(StandardCharsets.UTF_8)))
                .digest();
        Sha256 rotten = blobs.keep(new ByteArrayInputStream("rotten".getBytes(StandardCharsets.UTF_8)))
                .digest();
        Files.writeString(data().resolve("blobs").resolve(rotten.path()), "rotted");
        Backups.Made made = backups().make(data(), Optional.empty(), new Tally());
        assertThat(made.damaged()).containsExactly(rotten);
        Path place = home.resolve("backups").resolve(made.backup().name());
        Path table = place.resolve("database/PG_VERSION");

        Files.writeString(backups().blobs().place(photo), "phot0");
        Files.writeString(table, "19");
        assertThat(backups().check(Optional.empty(), new Tally()))
                .containsExactly(
                        "not as it was written: " + table,
                        "not as it was written: " + backups().blobs().place(photo));
        Path restored = home.resolve("restored");
        assertThatThrownBy(() -> new Restoring(backups()).into(restored, Optional.empty(), new Tally()))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("not as it was written is " + table);
        assertThatThrownBy(() -> start(restored))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("that has not ended");

        Files.writeString(table, "18\n");
        Files.writeString(backups().blobs().place(photo), "photo");
        new Restoring(backups()).into(restored, Optional.empty(), new Tally());
        start(restored).close();
    }

    @Test
    void whatIsNoBackupIsRefusedAndNothingIsWrittenOver() throws Exception {
        assertThatThrownBy(() -> backups().all()).hasMessageContaining("there is no such folder");
        assertThatThrownBy(() -> backups().make(home.resolve("nowhere"), Optional.empty(), new Tally()))
                .hasMessageContaining("there is no such data folder");
        Files.createDirectories(data());
        assertThatThrownBy(
                        () -> new Backups(data().resolve("backups"), clock).make(data(), Optional.empty(), new Tally()))
                .hasMessageContaining("lies in the data folder");
        assertThatThrownBy(() -> backups().make(data(), Optional.empty(), new Tally()))
                .hasMessageContaining("There is no database in");
        assertThatThrownBy(() -> new Restoring(backups()).into(home.resolve("new"), Optional.empty(), new Tally()))
                .hasMessageContaining("There is no whole backup");
        start(data()).close();
        backups().make(data(), Optional.empty(), new Tally());
        try (Stream<Path> left = Files.list(home.resolve("backups"))) {
            assertThat(left.filter(path -> path.toString().endsWith(".part"))).isEmpty();
        }
        assertThatThrownBy(() -> new Restoring(backups()).into(data(), Optional.empty(), new Tally()))
                .hasMessageContaining("is not empty");
        assertThatThrownBy(() -> new Restoring(backups()).into(home.resolve("new"), Optional.of("x"), new Tally()))
                .hasMessageContaining("There is no backup x");
    }
}
