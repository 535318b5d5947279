package org.proofmark.scout.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.proofmark.scout.archive.Exchanges.fetched;
import static org.proofmark.scout.archive.Exchanges.hop;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.url.Url;

class WarcWriterTest {
    private static final String PAGE = "http://a.example/page?x=1";
    private static final byte[] HELLO = "<p>hello".getBytes(UTF_8);

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private long lastId;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("out.warc.gz");
    }

    @Test
    void whatWasWrittenIsReadBack() throws IOException {
        write(fetched(PAGE, HELLO, "Content-Type", "text/html"));
        try (Archive archive = Archive.open(List.of(file), ArchiveLimits.standard())) {
            assertThat(archive.troubles()).isEmpty();
            assertThat(archive.addresses()).containsExactly(new Entry(Url.of(PAGE), "text/html", Exchanges.NOON));
            Outcome.Fetched read = (Outcome.Fetched) archive.fetcher().fetch(Request.page(Url.of(PAGE)));
            assertThat(read.body()).isEqualTo(HELLO);
            assertThat(read.hops().getFirst().started()).isEqualTo(Exchanges.NOON);
            assertThat(read.hops().getFirst().address())
                    .isEqualTo(hop(PAGE, 200).address());
        }
    }

    @Test
    void anotherReaderReadsTheSameAndFindsTheDigestsRight() throws IOException {
        write(fetched(PAGE, HELLO, "Content-Type", "text/html"));
        List<String> types = new ArrayList<>();
        try (WarcReader reader = new WarcReader(file)) {
            reader.calculateBlockDigest();
            for (Optional<WarcRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                WarcRecord record = next.get();
                types.add(record.type());
                if (record instanceof WarcResponse response) {
                    assertThat(response.http().status()).isEqualTo(200);
                    assertThat(response.http().headers().first("Content-Length"))
                            .contains("8");
                    assertThat(response.payloadDigest().orElseThrow().hex())
                            .isEqualTo(Digests.hex(Digests.sha256().digest(HELLO)));
                }
                if (record instanceof WarcRequest request) {
                    assertThat(request.http().target()).isEqualTo("/page?x=1");
                    assertThat(request.http().headers().first("Host")).contains("a.example");
                }
                record.body().consume();
                assertThat(record.calculatedBlockDigest())
                        .as(record.type())
                        .isPresent()
                        .isEqualTo(record.blockDigest());
            }
        }
        assertThat(types).containsExactly("warcinfo", "response", "request", "metadata");
    }

    @Test
    void keepsTheEncodedBytesAndTakesTheTransferEncodingOff() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(HELLO);
        }
        byte[] encoded = bytes.toByteArray();
        write(new Outcome.Fetched(
                Url.of(PAGE),
                List.of(hop(PAGE, 200, "Content-Encoding", "gzip", "Transfer-Encoding", "chunked")),
                HELLO,
                encoded));
        try (Archive archive = Archive.open(List.of(file), ArchiveLimits.standard())) {
            Outcome.Fetched read = (Outcome.Fetched) archive.fetcher().fetch(Request.page(Url.of(PAGE)));
            assertThat(read.encoded()).isEqualTo(encoded);
            assertThat(read.body()).isEqualTo(HELLO);
            assertThat(read.headers().first("Transfer-Encoding")).isEmpty();
            assertThat(read.headers().first("X-Archive-Orig-Transfer-Encoding")).contains("chunked");
            assertThat(read.headers().first("Content-Length")).contains(Integer.toString(encoded.length));
        }
    }

    /** The fetcher takes zstd, so its archives hold it. */
    @Test
    void readsBackWhatCameAsZstd() throws IOException {
        byte[] encoded = Zstd.compress(HELLO);
        write(new Outcome.Fetched(Url.of(PAGE), List.of(hop(PAGE, 200, "Content-Encoding", "zstd")), HELLO, encoded));
        try (Archive archive = Archive.open(List.of(file), ArchiveLimits.standard())) {
            Outcome.Fetched read = (Outcome.Fetched) archive.fetcher().fetch(Request.page(Url.of(PAGE)));
            assertThat(read.body()).isEqualTo(HELLO);
        }
    }

    @Test
    void writesEveryHopOfARedirect() throws IOException {
        String second = "http://b.example/";
        write(new Outcome.Fetched(
                Url.of(PAGE),
                List.of(hop(PAGE, 302, "Location", second, "Content-Length", "99"), hop(second, 200)),
                HELLO,
                HELLO));
        try (Archive archive = Archive.open(List.of(file), ArchiveLimits.standard())) {
            Outcome read = archive.fetcher().fetch(Request.page(Url.of(PAGE)));
            assertThat(read.hops()).extracting(hop -> hop.url().toString()).containsExactly(PAGE, second);
            assertThat(read.hops().getFirst().response().first("X-Archive-Orig-Content-Length"))
                    .contains("99");
        }
    }

    @Test
    void writesTheSameBytesOnce() throws IOException {
        byte[] large = new byte[10_000];
        write(
                fetched(PAGE, large, "Content-Type", "image/png"),
                fetched("http://a.example/copy", large, "Content-Type", "image/png"));
        assertThat(records(WarcRevisit.class)).hasSize(1);
        try (Archive archive = Archive.open(List.of(file), ArchiveLimits.standard())) {
            Outcome.Fetched copy =
                    (Outcome.Fetched) archive.fetcher().fetch(Request.page(Url.of("http://a.example/copy")));
            assertThat(copy.body()).isEqualTo(large);
        }
    }

    @Test
    void writesUnchangedAsARevisitOfWhatItKnew() throws IOException {
        write(fetched(PAGE, HELLO), new Outcome.Unchanged(Url.of(PAGE), List.of(hop(PAGE, 304))));
        assertThat(records(WarcRevisit.class)).singleElement().satisfies(revisit -> {
            assertThat(((WarcRevisit) revisit).profile())
                    .hasToString("http://netpreserve.org/warc/1.1/revisit/server-not-modified");
            assertThat(((WarcRevisit) revisit).refersToTargetURI())
                    .hasValueSatisfying(uri -> assertThat(uri).hasToString(PAGE));
        });
    }

    @Test
    void tellsOfARequestWithoutAnswer() throws IOException {
        write(new Outcome.Unreachable(Url.of(PAGE), List.of(), Outcome.Cause.NAME, "no such name"));
        assertThat(text()).contains("WARC-Type: metadata").contains("outcome: no such name");
    }

    @Test
    void tellsWhatTheNameServerAnswered() throws IOException {
        write(fetched(PAGE, HELLO));
        assertThat(text()).contains("dns: 192.0.2.7 2001:db8:0:0:0:0:0:7").contains("fetchTimeMs: 34");
    }

    @Test
    void foreignTextBeginsNoFieldOfItsOwn() throws IOException {
        write(fetched(PAGE, HELLO, "X-Odd", "a\r\nX-Made-Up: yes"));
        assertThat(text()).contains("X-Odd: a X-Made-Up: yes").doesNotContain("\nX-Made-Up");
    }

    @Test
    void beginsANewFileWhenOneIsFull() throws IOException {
        try (WarcWriter writer = WarcWriter.open(file, settings(1))) {
            writer.write(fetched(PAGE, HELLO));
            writer.write(fetched(PAGE + "2", HELLO));
            assertThat(writer.files())
                    .extracting(path -> path.getFileName().toString())
                    .containsExactly("out.warc.gz", "out-00001.warc.gz", "out-00002.warc.gz");
            try (Archive archive = Archive.open(writer.files(), ArchiveLimits.standard())) {
                assertThat(archive.addresses()).hasSize(2);
                assertThat(archive.troubles()).isEmpty();
            }
        }
    }

    /** As after a kill at any moment. */
    @Test
    void cutsATornRecordWhenOpenedAgain() throws IOException {
        write(fetched(PAGE, HELLO));
        byte[] whole = Files.readAllBytes(file);
        List<Written> more;
        try (WarcWriter writer = WarcWriter.open(file, settings(1 << 20))) {
            more = writer.write(fetched(PAGE + "2", HELLO));
        }
        byte[] both = Files.readAllBytes(file);
        assertThat(more.getFirst().offset()).isEqualTo(whole.length);
        for (int end = whole.length; end < whole.length + more.getFirst().length(); end++) {
            Files.write(file, Arrays.copyOf(both, end));
            try (WarcWriter writer = WarcWriter.open(file, settings(1 << 20))) {
                assertThat(writer.cut()).isEqualTo(end - whole.length);
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        }
    }

    @Test
    void goesOnInAnArchiveThatIsThere() throws IOException {
        write(fetched(PAGE, HELLO));
        write(fetched(PAGE + "2", HELLO));
        try (Archive archive = Archive.open(List.of(file), ArchiveLimits.standard())) {
            assertThat(archive.addresses()).hasSize(2);
            assertThat(archive.troubles()).isEmpty();
        }
    }

    @Test
    void leavesAFileAloneThatIsSomethingElse() throws IOException {
        Files.writeString(file, "a text that somebody still needs");
        assertThatThrownBy(() -> WarcWriter.open(file, settings(1 << 20)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("something else");
        assertThat(file).hasContent("a text that somebody still needs");
    }

    @Test
    void twoWritersDoNotShareAFile() throws IOException {
        try (WarcWriter _ = WarcWriter.open(file, settings(1 << 20))) {
            assertThatThrownBy(() -> WarcWriter.open(file, settings(1 << 20)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("already being written");
        }
    }

    @Test
    void namesThePlaceOfEachRecord() throws IOException {
        try (WarcWriter writer = WarcWriter.open(file, settings(1 << 20))) {
            writer.write(fetched(PAGE, HELLO, "Content-Type", "text/html; charset=utf-8"));
            Written place = writer.write(fetched(PAGE + "2", new byte[3])).getFirst();
            try (FileChannel channel = FileChannel.open(file)) {
                Stored stored = Stored.read(channel, place.offset(), place.url(), 100);
                assertThat(stored.encoded()).isEqualTo(new byte[3]);
            }
        }
    }

    private void write(Outcome... outcomes) throws IOException {
        try (WarcWriter writer = WarcWriter.open(file, settings(1 << 20))) {
            for (Outcome outcome : outcomes) {
                writer.write(outcome);
            }
        }
    }

    private WarcSettings settings(long fileBytes) {
        return new WarcSettings(
                "proofmark test",
                "classic",
                fileBytes,
                100,
                InstantSource.fixed(Exchanges.NOON),
                () -> new UUID(0, ++lastId));
    }

    private List<WarcRecord> records(Class<?> type) throws IOException {
        List<WarcRecord> all = new ArrayList<>();
        try (WarcReader reader = new WarcReader(file)) {
            reader.forEach(all::add);
        }
        return all.stream().filter(type::isInstance).toList();
    }

    private String text() throws IOException {
        try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
