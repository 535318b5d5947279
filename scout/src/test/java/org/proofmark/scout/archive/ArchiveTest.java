package org.proofmark.scout.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.fetch.Validators;
import org.proofmark.scout.url.Url;

class ArchiveTest {
    private static final String PAGE = "http://a.example/";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "example-collection.warc, 1",
        "example-resource.warc.gz, 2",
        "example-warcinfo-metadata.warc, 1",
        "valid_example_1.wacz, 1",
        "valid_example_2.wacz, 1",
        "valid_signed_example_1.wacz, 1",
        "invalid_signed_example_1.wacz, 1",
        "invalid_example_1.wacz, 0"
    })
    void readsEveryFileOfTheStandardOrSaysWhyNot(String name, int addresses) throws IOException {
        try (Archive archive = Archive.open(List.of(standard(name)), ArchiveLimits.standard())) {
            assertThat(archive.addresses()).hasSize(addresses);
            for (Entry entry : archive.addresses()) {
                Outcome outcome = archive.fetcher().fetch(Request.page(entry.url()));
                assertThat(outcome).as(outcome.explanation()).isInstanceOf(Outcome.Fetched.class);
            }
            if (addresses == 0) {
                assertThat(archive.troubles()).isNotEmpty();
            }
        }
    }

    @Test
    void saysWhyAPackageIsRefused() throws IOException {
        try (Archive archive = Archive.open(List.of(standard("invalid_example_1.wacz")), ArchiveLimits.standard())) {
            assertThat(archive.troubles())
                    .extracting(Trouble::reason)
                    .containsExactly("a zip without WARC files below archive/");
            assertThat(archive.seals()).isEmpty();
        }
    }

    @Test
    void decodesWhatTheArchiveHoldsEncoded() throws IOException {
        try (Archive archive = Archive.open(List.of(standard("example-collection.warc")), ArchiveLimits.standard())) {
            Outcome outcome = archive.fetcher().fetch(Request.page(Url.of("http://www.example.com/")));
            assertThat(new String(((Outcome.Fetched) outcome).body(), UTF_8)).contains("<h1>Example Domain</h1>");
            assertThat(((Outcome.Fetched) outcome).encoded()).hasSize(648);
        }
    }

    @Test
    void takesABodyThatARecorderHadAlreadyDecoded() throws IOException {
        try (Archive archive =
                Archive.open(List.of(standard("example-warcinfo-metadata.warc")), ArchiveLimits.standard())) {
            Outcome outcome = archive.fetcher().fetch(Request.page(Url.of("https://example.com/")));
            assertThat(new String(((Outcome.Fetched) outcome).body(), UTF_8)).contains("<h1>Example Domain</h1>");
        }
    }

    @Test
    void listsPagesAndImagesWithTheirTypes() throws IOException {
        Path file = file(
                "a.warc",
                response(PAGE, "HTTP/1.1 200 OK\r\nContent-Type: text/HTML; charset=x\r\n\r\nhello")
                        + response(PAGE + "i", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\npng")
                        + response(PAGE + "gone", "HTTP/1.1 404 Not Found\r\nContent-Type: image/png\r\n\r\npng"));
        try (Archive archive = open(file)) {
            assertThat(archive.addresses())
                    .extracting(entry -> entry.url() + " " + entry.type())
                    .containsExactly(PAGE + " text/html", PAGE + "i image/png");
            assertThat(archive.addresses()).extracting(Entry::isPage).containsExactly(true, false);
            assertThat(archive.fetcher().fetch(Request.page(Url.of(PAGE + "gone"))))
                    .isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void saysWhatIsNotInTheArchive() throws IOException {
        try (Archive archive = open(file("a.warc", response(PAGE, "HTTP/1.1 200 OK\r\n\r\nhello")))) {
            Outcome outcome = archive.fetcher().fetch(Request.page(Url.of("http://b.example/")));
            assertThat(outcome).isInstanceOf(Outcome.Unreachable.class);
            assertThat(outcome.explanation()).isEqualTo("not in the archive: http://b.example/");
        }
    }

    @Test
    void prefersTheLatestSuccessToALaterFailure() throws IOException {
        Path file = file(
                "a.warc",
                response(PAGE, "HTTP/1.1 200 OK\r\n\r\nold", "2020-01-01T00:00:00Z")
                        + response(PAGE, "HTTP/1.1 200 OK\r\n\r\nnew", "2021-01-01T00:00:00Z")
                        + response(PAGE, "HTTP/1.1 503 Busy\r\n\r\nlater", "2022-01-01T00:00:00Z"));
        try (Archive archive = open(file)) {
            assertThat(body(archive, PAGE)).isEqualTo("new");
        }
    }

    @Test
    void followsRedirectsWithinTheArchive() throws IOException {
        Path file = file(
                "a.warc",
                response(PAGE, "HTTP/1.1 301 Moved\r\nLocation: /two\r\n\r\n")
                        + response(PAGE + "two", "HTTP/1.1 200 OK\r\n\r\nhello"));
        try (Archive archive = open(file)) {
            assertThat(body(archive, PAGE)).isEqualTo("hello");
            assertThat(archive.fetcher().fetch(Request.page(Url.of(PAGE))).hops())
                    .hasSize(2);
        }
    }

    @Test
    void asksTheGateBeforeARedirect() throws IOException {
        Path file = file(
                "a.warc",
                response(PAGE, "HTTP/1.1 301 Moved\r\nLocation: /two\r\n\r\n")
                        + response(PAGE + "two", "HTTP/1.1 200 OK\r\n\r\nhello"));
        try (Archive archive = open(file)) {
            Outcome outcome = archive.fetcher().fetch(Request.page(Url.of(PAGE)), next -> Optional.of("not " + next));
            assertThat(outcome).isInstanceOf(Outcome.Refused.class);
            assertThat(outcome.explanation()).isEqualTo("not " + PAGE + "two");
        }
    }

    @Test
    void endsRedirectLoops() throws IOException {
        try (Archive archive = open(file("a.warc", response(PAGE, "HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n")))) {
            assertThat(archive.fetcher().fetch(Request.page(Url.of(PAGE)))).isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void resolvesRevisitsByDigestAndByAddress() throws IOException {
        String revisit =
                "WARC-Type: revisit\r\nWARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\n";
        Path file = file(
                "a.warc",
                record(
                                revisit + "WARC-Target-URI: " + PAGE
                                        + "again\r\nWARC-Payload-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n",
                                "")
                        + record(
                                revisit + "WARC-Target-URI: " + PAGE + "third\r\nWARC-Refers-To-Target-URI: " + PAGE
                                        + "\r\n",
                                "")
                        + record(
                                revisit + "WARC-Target-URI: " + PAGE
                                        + "lost\r\nWARC-Refers-To-Target-URI: http://b.example/\r\n",
                                "")
                        + record(
                                "WARC-Type: response\r\nContent-Type: application/http\r\nWARC-Payload-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\nWARC-Target-URI: "
                                        + PAGE + "\r\n",
                                "HTTP/1.1 200 OK\r\n\r\nhello"));
        try (Archive archive = open(file)) {
            assertThat(body(archive, PAGE + "again")).isEqualTo("hello");
            assertThat(body(archive, PAGE + "third")).isEqualTo("hello");
            assertThat(archive.troubles())
                    .extracting(Trouble::reason)
                    .containsExactly("refers to a record that is not here: " + PAGE + "lost");
        }
    }

    @Test
    void takesTheChunksOffABody() throws IOException {
        try (Archive archive = open(file(
                "a.warc",
                response(
                        PAGE,
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n")))) {
            assertThat(body(archive, PAGE)).isEqualTo("hello");
        }
    }

    @Test
    void readsArcFiles() throws IOException {
        String head = "1 0 Example\nURL IP-address Archive-date Content-type Archive-length\n";
        String answer = "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\nhello";
        String arc = "filedesc://a.arc 0.0.0.0 20050101000000 text/plain " + head.length() + "\n" + head + "\n" + PAGE
                + " 192.0.2.1 20050101000000 text/html " + answer.length() + "\n" + answer + "\n";
        try (Archive archive = open(file("a.arc", arc))) {
            assertThat(archive.troubles()).isEmpty();
            assertThat(body(archive, PAGE)).isEqualTo("hello");
        }
    }

    @Test
    void readsAFileCompressedAsAWhole() throws IOException {
        String text = response(PAGE, "HTTP/1.1 200 OK\r\n\r\none") + response(PAGE + "2", "HTTP/1.1 200 OK\r\n\r\ntwo");
        try (Archive archive = open(file("a.warc.gz", gzip(text)))) {
            assertThat(body(archive, PAGE)).isEqualTo("one");
            assertThat(body(archive, PAGE + "2")).isEqualTo("two");
        }
    }

    @Test
    void namesATruncatedRecordAndReadsThoseBefore() throws IOException {
        byte[] one = gzip(response(PAGE, "HTTP/1.1 200 OK\r\n\r\none"));
        byte[] two = gzip(response(PAGE + "2", "HTTP/1.1 200 OK\r\n\r\ntwo"));
        try (Archive archive = open(file("a.warc.gz", join(one, Arrays.copyOf(two, two.length - 20))))) {
            assertThat(archive.addresses()).extracting(Entry::url).containsExactly(Url.of(PAGE));
            assertThat(archive.troubles()).extracting(Trouble::offset).containsExactly((long) one.length);
        }
    }

    @Test
    void goesOnBehindABrokenRecord() throws IOException {
        byte[] one = gzip(response(PAGE, "HTTP/1.1 200 OK\r\n\r\none"));
        byte[] two = gzip(response(PAGE + "2", "HTTP/1.1 200 OK\r\n\r\ntwo"));
        byte[] three = gzip(response(PAGE + "3", "HTTP/1.1 200 OK\r\n\r\nthree"));
        Arrays.fill(two, 40, 80, (byte) 0);
        try (Archive archive = open(file("a.warc.gz", join(one, two, three)))) {
            assertThat(archive.addresses()).extracting(Entry::url).containsExactly(Url.of(PAGE), Url.of(PAGE + "3"));
            assertThat(archive.troubles()).isNotEmpty();
        }
    }

    @Test
    void doesNotBelieveARecordWithAWrongDigest() throws IOException {
        String wrong = record(
                "WARC-Type: response\r\nContent-Type: application/http\r\nWARC-Block-Digest: sha256:" + "00".repeat(32)
                        + "\r\nWARC-Target-URI: " + PAGE + "\r\n",
                "HTTP/1.1 200 OK\r\n\r\nhello");
        try (Archive archive = open(file("a.warc", wrong))) {
            assertThat(archive.addresses()).isEmpty();
            assertThat(archive.troubles())
                    .singleElement()
                    .extracting(Trouble::reason)
                    .asString()
                    .contains("states sha256:");
        }
    }

    @Test
    void namesAWrongLength() throws IOException {
        String text =
                response(PAGE, "HTTP/1.1 200 OK\r\n\r\nhello").replace("Content-Length: 24", "Content-Length: 23");
        try (Archive archive = open(file("a.warc", text + response(PAGE + "2", "HTTP/1.1 200 OK\r\n\r\ntwo")))) {
            assertThat(archive.troubles()).isNotEmpty();
            assertThat(archive.addresses()).extracting(Entry::url).contains(Url.of(PAGE + "2"));
        }
    }

    @Test
    void refusesWhatIsNoArchive() throws IOException {
        try (Archive archive = open(file("a.warc", "hello"))) {
            assertThat(archive.troubles())
                    .extracting(Trouble::toString)
                    .containsExactly("a.warc: neither WARC nor ARC nor WACZ");
        }
    }

    @Test
    void leavesRecordsOverTheLimitAndGoesOn() throws IOException {
        ArchiveLimits small = new ArchiveLimits(10, 1_000, 1 << 20, 10, 10, 3);
        Path file = file(
                "a.warc",
                response(PAGE, "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(2_000))
                        + response(PAGE + "2", "HTTP/1.1 200 OK\r\n\r\ntwo"));
        try (Archive archive = Archive.open(List.of(file), small)) {
            assertThat(archive.addresses()).extracting(Entry::url).containsExactly(Url.of(PAGE + "2"));
            assertThat(archive.troubles())
                    .extracting(Trouble::reason)
                    .containsExactly("a record of 2,019 bytes, taken are 1,000");
        }
    }

    @Test
    void decodesNoMoreThanWasAskedFor() throws IOException {
        byte[] bomb = gzip("x".repeat(5_000_000));
        Path file = file(
                "a.warc",
                response(PAGE, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + new String(bomb, ISO_8859_1)));
        try (Archive archive = open(file)) {
            Request request = new Request(
                    Url.of(PAGE),
                    Request.Wanted.ANY,
                    Validators.NONE,
                    Optional.empty(),
                    1_000_000,
                    java.time.Duration.ofSeconds(1));
            assertThat(archive.fetcher().fetch(request)).isInstanceOf(Outcome.TooLarge.class);
        }
    }

    @Test
    void saysUnchangedToWhoKnowsIt() throws IOException {
        try (Archive archive = open(file("a.warc", response(PAGE, "HTTP/1.1 200 OK\r\nETag: \"7\"\r\n\r\nhello")))) {
            Validators known = new Validators(Optional.of("\"7\""), Optional.empty());
            assertThat(archive.fetcher().fetch(Request.page(Url.of(PAGE)).with(known)))
                    .isInstanceOf(Outcome.Unchanged.class);
        }
    }

    /** One flipped or lost run of bytes somewhere: it ends, and what is listed can be fetched. */
    @Test
    void survivesDamageAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(standard("example-resource.warc.gz"));
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] spoilt = whole.clone();
            int at = random.nextInt(spoilt.length);
            spoilt[at] ^= (byte) (1 + random.nextInt(255));
            byte[] cut = random.nextBoolean() ? spoilt : Arrays.copyOf(spoilt, 1 + random.nextInt(spoilt.length));
            try (Archive archive = open(file("spoilt" + i, cut))) {
                for (Entry entry : archive.addresses()) {
                    assertThat(archive.fetcher().fetch(Request.page(entry.url())))
                            .as("damage %d", i)
                            .isInstanceOf(Outcome.Fetched.class);
                }
            }
        }
    }

    private static String body(Archive archive, String url) {
        Outcome outcome = archive.fetcher().fetch(Request.page(Url.of(url)));
        assertThat(outcome).as(outcome.explanation()).isInstanceOf(Outcome.Fetched.class);
        return new String(((Outcome.Fetched) outcome).body(), UTF_8);
    }

    private static Archive open(Path file) throws IOException {
        return Archive.open(List.of(file), ArchiveLimits.standard());
    }

    private static String response(String url, String http) {
        return response(url, http, "2020-01-01T00:00:00Z");
    }

    private static String response(String url, String http, String date) {
        return record(
                "WARC-Type: response\r\nContent-Type: application/http\r\nWARC-Target-URI: " + url + "\r\n",
                http,
                date);
    }

    private static String record(String fields, String block) {
        return record(fields, block, "2020-01-01T00:00:00Z");
    }

    private static String record(String fields, String block, String date) {
        return "WARC/1.1\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\nWARC-Date: " + date
                + "\r\n" + fields + "Content-Length: " + block.length() + "\r\n\r\n" + block + "\r\n\r\n";
    }

    private Path file(String name, String text) throws IOException {
        return file(name, text.getBytes(ISO_8859_1));
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(ISO_8859_1));
        }
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private Path standard(String name) throws IOException {
        Path to = folder.resolve(name);
        try (InputStream in = ArchiveTest.class.getResourceAsStream(name)) {
            Files.write(to, java.util.Objects.requireNonNull(in, name).readAllBytes());
        }
        return to;
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "deflate"})
    void takesABodyThatWasDecodedWhateverItsHeaderSays(String coding) throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: " + coding + "\r\n\r\n";
        try (Archive archive = open(file("a.warc", response(PAGE, head + "<p>hello")))) {
            assertThat(archive.fetcher().fetch(Request.page(Url.of(PAGE))))
                    .isInstanceOfSatisfying(
                            Outcome.Fetched.class,
                            fetched ->
                                    assertThat(fetched.body()).asString(UTF_8).isEqualTo("<p>hello"));
        }
    }
}
