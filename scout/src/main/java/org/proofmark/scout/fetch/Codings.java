package org.proofmark.scout.fetch;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/** Undoes content codings (RFC 9110, 8.4; RFC 8878 for zstd), never beyond the limits. */
final class Codings {
    /** What we say we understand. */
    static final String ACCEPTED = "gzip, deflate, br, zstd";

    /** Windows beyond 8 MiB are refused, as RFC 9659 asks. */
    private static final int ZSTD_WINDOW_BITS = 23;

    private static final Set<String> KNOWN = Set.of("gzip", "x-gzip", "deflate", "br", "zstd");

    private final FetchSettings settings;

    Codings(FetchSettings settings) {
        this.settings = settings;
    }

    /** The body without its codings; the same array where it has none. Names nobody knows are passed over, as browsers do. */
    byte[] decoded(byte[] encoded, Headers headers, long maxBytes) throws Abandoned {
        List<String> codings = headers.all("Content-Encoding").stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(KNOWN::contains)
                .toList();
        if (codings.isEmpty() || encoded.length == 0) {
            return encoded;
        }
        if (codings.size() > settings.maxCodings()) {
            throw Abandoned.refused(
                    Outcome.Rule.ENCODING,
                    "compressed %d times; %d is the most".formatted(codings.size(), settings.maxCodings()));
        }
        return decoded(encoded, codings, maxBytes);
    }

    private byte[] decoded(byte[] encoded, List<String> codings, long maxBytes) throws Abandoned {
        try (InputStream opened = opened(encoded, codings)) {
            return read(opened, encoded.length, maxBytes);
        } catch (Abandoned e) {
            throw e;
        } catch (IOException | RuntimeException e) { // the decoders throw both for broken data
            throw Abandoned.unreachable(
                    Outcome.Cause.BROKEN,
                    "cannot be decompressed (%s): %s".formatted(String.join(", ", codings), e.getMessage()));
        }
    }

    private static InputStream opened(byte[] encoded, List<String> codings) throws IOException {
        InputStream opened = new ByteArrayInputStream(encoded);
        for (String coding : codings.reversed()) { // the last named was applied last
            opened = switch (coding) {
                case "br" -> new BrotliInputStream(opened);
                case "zstd" -> new ZstdInputStreamNoFinalizer(opened).setLongMax(ZSTD_WINDOW_BITS);
                case "deflate" -> inflated(opened);
                default -> new GZIPInputStream(opened);
            };
        }
        return opened;
    }

    /** Servers send both zlib, as the standard says, and bare deflate: a zlib header is divisible by 31. */
    private static InputStream inflated(InputStream encoded) throws IOException {
        byte[] all = encoded.readNBytes(Integer.MAX_VALUE - 8);
        boolean zlib = all.length > 1 && (all[0] & 0x0f) == 8 && ((all[0] & 0xff) << 8 | all[1] & 0xff) % 31 == 0;
        return new InflaterInputStream(new ByteArrayInputStream(all), new Inflater(!zlib));
    }

    private byte[] read(InputStream opened, long encodedBytes, long maxBytes) throws IOException {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        byte[] buffer = new byte[16_384];
        for (int length; (length = opened.read(buffer)) >= 0; ) {
            decoded.write(buffer, 0, length);
            if (decoded.size() > maxBytes) {
                throw Abandoned.tooLarge("more than %,d bytes once decompressed".formatted(maxBytes));
            }
            if (decoded.size() > settings.freeBytes() && decoded.size() / encodedBytes > settings.maxRatio()) {
                throw Abandoned.refused(
                        Outcome.Rule.ENCODING,
                        "%,d bytes swell to more than %d times as many: a decompression bomb"
                                .formatted(encodedBytes, settings.maxRatio()));
            }
        }
        return decoded.toByteArray();
    }
}
