package org.proofmark.portal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Plans;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Room;
import org.proofmark.portal.platform.Settings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** An archive that needs more room than the disk has: it waits, says so, and goes on by itself when there is room. */
class ArchiveRoomTest {
    private static final TestPortal PORTAL = TestPortal.start(Map.of());
    private static final long RESERVE = 1_000;

    private final AtomicLong left = new AtomicLong();
    private final UploadStore store = PORTAL.bean(UploadStore.class);
    private final Person person = PORTAL.person(Role.CREATOR);
    private final SignedIn creator = person.signedIn();

    @AfterAll
    static void stop() {
        PORTAL.close();
    }

    @Test
    void anArchiveWaitsForRoomAndGoesOnWhereItWas() throws IOException {
        PORTAL.bean(Registrar.class).stop();
        UploadId id = new UploadId(UUID.randomUUID());
        PORTAL.bean(Uploads.class).take(creator, id, "large.zip", new ByteArrayInputStream(archive()));
        // Asked once for the archive and once before each entry; then on in each of those of 3 MB.
        left.set(6);
        Registrar registrar = registrar();
        registrar.start();
        try {
            await(
                    id,
                    upload ->
                            upload.reason().filter("told.waitsForRoom"::equals).isPresent());
            assertThat(store.find(creator.holder(), id).orElseThrow().state()).isEqualTo(Upload.State.RECEIVED);
            long before = count(id);
            assertThat(before).isBetween(1L, 2L);
            Browser browser = PORTAL.signedIn(person);
            assertThat(browser.get("/upload").body()).contains("The disk is full. The file is safe");
            assertThat(browser.get("/api/v1/uploads/" + id).body())
                    .contains("\"processing\"", "The disk is full. The file is safe");
            left.set(Long.MAX_VALUE);
            await(id, upload -> upload.state().ended());
            assertThat(store.find(creator.holder(), id).orElseThrow())
                    .returns(Upload.State.UNPACKED, Upload::state)
                    .returns(Optional.empty(), Upload::reason);
            assertThat(count(id)).isEqualTo(4);
        } finally {
            registrar.stop();
        }
    }

    private Registrar registrar() {
        Room room = new Room(() -> left.getAndDecrement() > 0 ? RESERVE : RESERVE - 1, RESERVE);
        Unpacking unpacking = new Unpacking(store, PORTAL.bean(Blobs.class), room);
        Reception reception = new Reception(
                store,
                PORTAL.bean(WorkStore.class),
                PORTAL.bean(GalleryStore.class),
                PORTAL.bean(WorkIndex.class),
                unpacking,
                PORTAL.bean(Examiner.class),
                PORTAL.bean(Blobs.class),
                PORTAL.bean(Plans.class),
                PORTAL.bean(InstantSource.class),
                PORTAL.bean(TransactionTemplate.class),
                told -> {},
                PORTAL.bean(Settings.class));
        return new Registrar(store, reception, room);
    }

    /** Four files of 3 MB that do not pack. */
    private static byte[] archive() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < 4; i++) {
                byte[] noise = new byte[3 << 20];
                new Random(i).nextBytes(noise);
                zip.putNextEntry(new ZipEntry("noise-%d.jpg".formatted(i)));
                zip.write(noise);
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static long count(UploadId archive) {
        return PORTAL.bean(JdbcClient.class)
                .sql("select count(*) from catalogue.upload where parent = :archive")
                .param("archive", archive.value())
                .query(Long.class)
                .single();
    }

    private void await(UploadId id, Predicate<Upload> reached) {
        Instant late = Instant.now().plus(Duration.ofSeconds(60));
        while (!reached.test(store.find(creator.holder(), id).orElseThrow())) {
            if (Instant.now().isAfter(late)) {
                throw new AssertionError(store.find(creator.holder(), id) + " did not get there within a minute");
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }
}
