package org.proofmark.scout.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofmark.scout.url.Url;

class CodingsTest {
    private static final String TEXT = "<p>Grüße</p>".repeat(20);

    /** {@link #TEXT} by Brotli. */
    private static final byte[] BROTLI = Base64.getDecoder().decode("GxcB+B0H7r5OQ/sx4ajmKYMblj6fvPlyJBcLxgMQSf+JAA==");

    /** 64 MiB of zeros by Brotli: 102 bytes. */
    private static final byte[] BROTLI_BOMB = Base64.getDecoder()
            .decode(
                    "y///PwAkAOKxQHLv//j//weABEAcFoDu/R////8AkACIwwLQvf/j//8fABIAcVgAuvd//P//A0ACIA4LQPf+j///fwBIAMRhAeje"
                            + "//H//w8ACYA4LADd+7/8//8DIAEQhwWge/8H");

    private static final long MAX = 4 << 20;

    private final Codings codings = new Codings(Loopback.SETTINGS);

    private static Headers coded(String coding) {
        return new Headers(List.of(new Headers.Field("content-encoding", coding)));
    }

    private static byte[] compressed(String coding, byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = switch (coding) {
            case "gzip" -> new GZIPOutputStream(bytes);
            case "deflate" -> new DeflaterOutputStream(bytes);
            case "bare deflate" -> new DeflaterOutputStream(bytes, new Deflater(9, true));
            case "zstd" -> new ZstdOutputStream(bytes);
            default -> throw new IllegalArgumentException(coding);
        }) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "bare deflate", "zstd"})
    void undoesWhatWasDone(String coding) throws Exception {
        byte[] encoded = compressed(coding, TEXT.getBytes(UTF_8));
        String name = coding.substring(coding.indexOf(' ') + 1);
        assertThat(codings.decoded(encoded, coded(name), MAX)).asString(UTF_8).isEqualTo(TEXT);
    }

    @Test
    void undoesBrotli() throws Exception {
        assertThat(codings.decoded(BROTLI, coded("br"), MAX)).asString(UTF_8).isEqualTo(TEXT);
    }

    @Test
    void undoesTheLastFirst() throws Exception {
        byte[] encoded = compressed("zstd", compressed("gzip", TEXT.getBytes(UTF_8)));
        assertThat(codings.decoded(encoded, coded("GZIP , identity, zstd"), MAX))
                .asString(UTF_8)
                .isEqualTo(TEXT);
    }

    @Test
    void leavesAloneWhatIsNotCoded() throws Exception {
        byte[] plain = TEXT.getBytes(UTF_8);
        assertThat(codings.decoded(plain, Headers.NONE, MAX)).isSameAs(plain);
        assertThat(codings.decoded(plain, coded("utf-8"), MAX)).isSameAs(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "bare deflate", "zstd"})
    void bombsAreRefused(String coding) throws Exception {
        byte[] bomb = compressed(coding, new byte[3 << 20]);
        assertBomb(bomb, coding.substring(coding.indexOf(' ') + 1));
    }

    @Test
    void brotliBombsAreRefused() {
        assertBomb(BROTLI_BOMB, "br");
    }

    @Test
    void bombsInBombsAreRefused() throws Exception {
        assertBomb(compressed("gzip", compressed("gzip", new byte[64 << 20])), "gzip, gzip");
    }

    private void assertBomb(byte[] bomb, String coding) {
        assertThatThrownBy(() -> codings.decoded(bomb, coded(coding), MAX))
                .isInstanceOfSatisfying(Abandoned.class, e -> {
                    Outcome outcome = e.outcome(Url.of("http://site.example/"), List.of());
                    assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    Outcome.Refused.class,
                                    refused -> assertThat(refused.rule()).isEqualTo(Outcome.Rule.ENCODING));
                });
    }

    @Test
    void moreThanWasWantedIsTooLargeEvenWithoutSwelling() throws Exception {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        byte[] encoded = compressed("gzip", noise);
        assertThatThrownBy(() -> codings.decoded(encoded, coded("gzip"), 50_000))
                .hasMessageContaining("50,000");
    }

    @Test
    void fourTimesIsOnceTooOften() {
        assertThatThrownBy(() -> codings.decoded(new byte[] {1}, coded("gzip, gzip, gzip, gzip"), MAX))
                .isInstanceOf(Abandoned.class)
                .hasMessageContaining("4 times");
    }

    @Test
    void windowsOfManyMegabytesAreRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZstdOutputStream out = new ZstdOutputStream(bytes).setLong(27)) {
            out.write(TEXT.getBytes(UTF_8));
        }
        assertThatThrownBy(() -> codings.decoded(bytes.toByteArray(), coded("zstd"), MAX))
                .isInstanceOf(Abandoned.class);
    }
}
