package org.proofmark.scout.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;
import org.proofmark.scout.fetch.Headers;

/**
 * Takes content codings off a body (RFC 9110, 8.4). Recorders that sit in a browser keep the header but store the body
 * decoded: gzip's and deflate's first bytes tell.
 */
final class ContentCoding {
    /** Windows beyond 8 MiB are refused, as RFC 9659 asks. */
    private static final int ZSTD_WINDOW_BITS = 23;

    private ContentCoding() {}

    /**
     * Decodes.
     *
     * @param most how many bytes are wanted; one more is given where there are more
     * @throws IOException where the body is not what its header says
     */
    static byte[] decode(Headers headers, byte[] encoded, long most) throws IOException {
        List<String> codings = headers.all("Content-Encoding").stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .filter(value -> !value.isEmpty() && !value.equals("identity") && !value.equals("none"))
                .toList();
        if (codings.isEmpty() || encoded.length == 0) {
            return encoded;
        }
        if (codings.size() > 1) {
            throw new IOException("several content codings: " + codings);
        }
        try (InputStream in = stream(codings.getFirst(), encoded)) {
            return in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
        }
    }

    private static InputStream stream(String coding, byte[] encoded) throws IOException {
        InputStream raw = new ByteArrayInputStream(encoded);
        boolean gzip = encoded.length > 2 && encoded[0] == 0x1f && encoded[1] == (byte) 0x8b;
        boolean zlib = encoded.length > 2
                && (encoded[0] & 0x0f) == 8
                && ((encoded[0] & 0xff) << 8 | encoded[1] & 0xff) % 31 == 0;
        return switch (coding) {
            case "gzip", "x-gzip" -> gzip ? new GZIPInputStream(raw) : raw;
            case "deflate" -> zlib ? new InflaterInputStream(raw) : new InflaterInputStream(raw, new Inflater(true));
            case "br" -> new BrotliInputStream(raw);
            case "zstd" -> new ZstdInputStreamNoFinalizer(raw).setLongMax(ZSTD_WINDOW_BITS);
            default -> throw new IOException("unknown content coding " + coding);
        };
    }
}
