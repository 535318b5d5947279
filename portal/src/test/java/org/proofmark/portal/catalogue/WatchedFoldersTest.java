package org.proofmark.portal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.catalogue.folders.Folders;
import org.proofmark.portal.catalogue.folders.WatchedFolder;
import org.proofmark.portal.catalogue.folders.WatchedFolderId;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refused;

/** Files that come by themselves: from folders the operator allowed, whole, once, and without a trace there. */
class WatchedFoldersTest {
    private static final Path ALLOWED = folder("allowed");
    private static final Path ELSEWHERE = folder("elsewhere");
    private static final TestPortal PORTAL = TestPortal.start(Map.of(
            "proofmark.watched.folders", ALLOWED.toString(),
            "proofmark.watched.every", "50ms",
            "proofmark.watched.settled", "400ms"));

    private final SignedIn administrator = PORTAL.person(Role.ADMINISTRATOR).signedIn();
    private final Person creator = PORTAL.person(Role.CREATOR);
    private final SignedIn me = creator.signedIn();
    private final Folders folders = PORTAL.bean(Folders.class);
    private final Uploads uploads = PORTAL.bean(Uploads.class);
    private Path inbox = ALLOWED;

    @BeforeEach
    void anInboxOfOnesOwn() throws IOException {
        inbox = Files.createDirectory(ALLOWED.resolve(UUID.randomUUID().toString()));
    }

    @AfterAll
    static void stop() throws IOException {
        PORTAL.close();
        for (Path folder : List.of(ALLOWED, ELSEWHERE)) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(java.util.Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }

    @Test
    void newFilesAreRegisteredAndStayWhereTheyAre() throws IOException {
        Path photo = Files.write(inbox.resolve("harbour.jpg"), Pictures.photo(301));
        Path inner = Files.createDirectories(inbox.resolve("2026/may"));
        Files.write(inner.resolve("gulls.JPG"), Pictures.photo(302));
        Files.writeString(inbox.resolve("notes.txt"), "left out");
        WatchedFolderId id = watch(inbox);
        WatchedFolder.Counts counts = await(id, now -> now.counts().registered() == 2);
        assertThat(counts.taken()).isEqualTo(2);
        assertThat(folders.find(me, id).folder().leftOut()).isEqualTo(1);
        assertThat(photo).hasBinaryContent(Pictures.photo(301));
        assertThat(uploads.latest(me, 10))
                .extracting(Upload::name)
                .containsExactlyInAnyOrder("harbour.jpg", "gulls.JPG");
    }

    @Test
    void aFileIsNotTakenWhileItIsWritten() throws IOException {
        byte[] photo = Pictures.photo(303);
        Path file = inbox.resolve("slow.jpg");
        WatchedFolderId id = watch(inbox);
        for (int part = 1; part <= 10; part++) {
            Files.write(file, Arrays.copyOf(photo, photo.length * part / 10));
            sleep(Duration.ofMillis(150));
            assertThat(folders.find(me, id).counts().taken()).isZero();
        }
        await(id, now -> now.counts().registered() == 1);
        assertThat(uploads.latest(me, 10))
                .singleElement()
                .satisfies(upload -> assertThat(upload.digest().orElseThrow())
                        .isEqualTo(org.proofmark.portal.platform.Sha256.of(photo)));
    }

    @Test
    void duplicatesAndWhatIsNoPictureAreToldAsAtAnyUpload() throws IOException {
        Files.write(inbox.resolve("one.jpg"), Pictures.photo(304));
        WatchedFolderId id = watch(inbox);
        await(id, now -> now.counts().registered() == 1);
        Files.write(inbox.resolve("two.jpg"), Pictures.photo(304));
        Files.writeString(inbox.resolve("text.jpg"), "not a picture");
        WatchedFolder.Counts counts =
                await(id, now -> now.counts().duplicates() == 1 && now.counts().refused() == 1);
        assertThat(counts.registered()).isEqualTo(1);
    }

    @Test
    void whatWasTakenIsNotTakenAgainWhenItIsTouchedOrMoved() throws IOException {
        Path photo = Files.write(inbox.resolve("one.jpg"), Pictures.photo(305));
        WatchedFolderId id = watch(inbox);
        await(id, now -> now.counts().registered() == 1);
        Files.setLastModifiedTime(photo, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
        await(id, now -> now.counts().waiting() == 1);
        await(id, now -> now.counts().waiting() == 0);
        Files.move(photo, Files.createDirectory(inbox.resolve("sorted")).resolve("first.jpg"));
        await(id, now -> now.counts().waiting() == 1);
        await(id, now -> now.counts().waiting() == 0);
        assertThat(uploads.latest(me, 10)).hasSize(1);
    }

    @Test
    void aFileThatIsAnotherNowIsTakenAnew() throws IOException {
        Path photo = Files.write(inbox.resolve("one.jpg"), Pictures.photo(306));
        WatchedFolderId id = watch(inbox);
        await(id, now -> now.counts().registered() == 1);
        Files.write(photo, Pictures.photo(307));
        sleep(Duration.ofMillis(100));
        await(id, now -> uploads.latest(me, 10).size() == 2 && now.counts().registered() == 1);
    }

    @Test
    void aLinkLeadsNowhere() throws IOException {
        Path secret = Files.write(ELSEWHERE.resolve("secret.jpg"), Pictures.photo(308));
        Path folder = Files.createDirectory(ELSEWHERE.resolve("within"));
        Files.write(folder.resolve("other.jpg"), Pictures.photo(309));
        Files.createSymbolicLink(inbox.resolve("link.jpg"), secret);
        Files.createSymbolicLink(inbox.resolve("linked"), folder);
        Files.write(inbox.resolve("own.jpg"), Pictures.photo(310));
        WatchedFolderId id = watch(inbox);
        await(id, now -> now.counts().registered() == 1);
        sleep(Duration.ofSeconds(1));
        assertThat(folders.find(me, id).counts().taken()).isEqualTo(1);
        assertThat(uploads.latest(me, 10)).extracting(Upload::name).containsExactly("own.jpg");
    }

    @Test
    void aFolderThatBecomesALinkIsNotFollowed() throws IOException {
        Path watched = Files.createDirectory(inbox.resolve("watched"));
        WatchedFolderId id = watch(watched);
        await(id, now -> now.folder().state() == WatchedFolder.State.WATCHED);
        Files.write(ELSEWHERE.resolve("swapped.jpg"), Pictures.photo(311));
        Files.delete(watched);
        Files.createSymbolicLink(watched, ELSEWHERE);
        await(
                id,
                now -> now.folder()
                        .trouble()
                        .filter("refused.folder.noFolder"::equals)
                        .isPresent());
        sleep(Duration.ofMillis(800));
        assertThat(uploads.latest(me, 10)).isEmpty();
    }

    @Test
    void onlyWhatTheOperatorAllowedCanBeWatched() throws IOException {
        Path link = Files.createSymbolicLink(inbox.resolve("out"), ELSEWHERE);
        for (String place : List.of(
                ELSEWHERE.toString(),
                "/",
                ALLOWED + "/../" + ELSEWHERE.getFileName(),
                link.toString(),
                ALLOWED + "-other",
                inbox.getFileName().toString(),
                inbox + "/absent",
                "a\0b")) {
            assertThatThrownBy(() -> folders.watch(administrator, fresh(), place, creator.email()))
                    .as(place)
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void aFolderWithinAWatchedOneIsNotWatchedOnceMore() throws IOException {
        watch(inbox);
        Path inner = Files.createDirectory(inbox.resolve("inner"));
        assertThatThrownBy(() -> watch(inner)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> watch(inbox)).isInstanceOf(Refused.class);
    }

    @Test
    void aFolderOfSomeoneWhoIsNoCreatorIsRefused() {
        Person handler = PORTAL.person(Role.CASE_HANDLER);
        assertThatThrownBy(() -> folders.watch(administrator, fresh(), inbox.toString(), handler.email()))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aFolderLeftAloneIsNotLookedAt() throws IOException {
        WatchedFolderId id = watch(inbox);
        folders.pause(me, id, true);
        sleep(Duration.ofMillis(300));
        Files.write(inbox.resolve("later.jpg"), Pictures.photo(312));
        sleep(Duration.ofSeconds(1));
        assertThat(uploads.latest(me, 10)).isEmpty();
        folders.pause(me, id, false);
        await(id, now -> now.counts().registered() == 1);
    }

    @Test
    void aFolderThatGoesAndComesBackIsWatchedOn() throws IOException {
        Files.write(inbox.resolve("one.jpg"), Pictures.photo(313));
        WatchedFolderId id = watch(inbox);
        await(id, now -> now.counts().registered() == 1);
        Path away = Files.move(inbox, ALLOWED.resolve("away-" + UUID.randomUUID()));
        await(id, now -> now.folder().state() == WatchedFolder.State.TROUBLED);
        Files.move(away, inbox);
        await(id, now -> now.folder().state() == WatchedFolder.State.WATCHED);
        sleep(Duration.ofMillis(600));
        assertThat(uploads.latest(me, 10)).hasSize(1);
    }

    @Test
    void administratorsSayAndHoldersSee() throws IOException {
        Browser admin = PORTAL.signedIn(PORTAL.person(Role.ADMINISTRATOR));
        assertThat(admin.get("/folders").body()).contains(ALLOWED.toString());
        assertThat(admin.post("/folders", "place", inbox.toString(), "email", creator.email())
                        .status())
                .isEqualTo(302);
        assertThat(admin.get("/folders").body()).contains(inbox.toString()).contains("Kim Example");
        Browser mine = PORTAL.signedIn(creator);
        assertThat(mine.get("/upload").body()).contains(inbox.toString());
        assertThat(mine.get("/api/v1/folders").body()).contains(inbox.toString());
        Browser other = PORTAL.signedIn(PORTAL.person(Role.CREATOR));
        assertThat(other.get("/upload").body()).doesNotContain(inbox.toString());
        assertThat(other.get("/api/v1/folders").body()).isEqualTo("{\"folders\":[]}");
    }

    private WatchedFolderId watch(Path folder) {
        return folders.watch(administrator, fresh(), folder.toString(), creator.email())
                .id();
    }

    private static WatchedFolderId fresh() {
        return new WatchedFolderId(UUID.randomUUID());
    }

    private WatchedFolder.Counts await(WatchedFolderId id, Predicate<WatchedFolder.Status> what) {
        Instant late = Instant.now().plus(Duration.ofSeconds(60));
        while (Instant.now().isBefore(late)) {
            WatchedFolder.Status now = folders.find(me, id);
            if (what.test(now)) {
                return now.counts();
            }
            sleep(Duration.ofMillis(20));
        }
        throw new AssertionError("not within a minute: " + folders.find(me, id));
    }

    private static void sleep(Duration time) {
        java.util.concurrent.locks.LockSupport.parkNanos(time.toNanos());
    }

    private static Path folder(String name) {
        try {
            return Files.createTempDirectory(
                            "proofmark-" + name,
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")))
                    .toRealPath();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
