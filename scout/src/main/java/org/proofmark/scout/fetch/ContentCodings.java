package org.proofmark.scout.fetch;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/** The content codings known here (RFC 9110, 8.4; RFC 8878 for zstd). Whoever reads sets the limits. */
public final class ContentCodings {
    /** Windows beyond 8 MiB are refused, as RFC 9659 asks. */
    private static final int ZSTD_WINDOW_BITS = 23;

    private static final Set<String> KNOWN = Set.of("gzip", "x-gzip", "deflate", "br", "zstd");

    private ContentCodings() {}

    /** The codings a header names, in the order they were applied. Names nobody knows are passed over, as browsers do. */
    public static List<String> of(Headers headers) {
        return headers.all("Content-Encoding").stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(KNOWN::contains)
                .toList();
    }

    /**
     * Undoes codings while it is read.
     *
     * @throws IOException where the bytes are not so coded; reading may throw it, or exceptions of the decoders' own
     */
    public static InputStream opened(byte[] encoded, List<String> codings) throws IOException {
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
        PushbackInputStream all = new PushbackInputStream(encoded, 2);
        byte[] start = all.readNBytes(2);
        all.unread(start);
        boolean zlib =
                start.length > 1 && (start[0] & 0x0f) == 8 && ((start[0] & 0xff) << 8 | start[1] & 0xff) % 31 == 0;
        return new InflaterInputStream(all, new Inflater(!zlib));
    }
}
