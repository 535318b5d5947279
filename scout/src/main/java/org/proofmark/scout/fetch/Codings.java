package org.proofmark.scout.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Undoes content codings, never beyond the limits. */
final class Codings {
    /** What we say we understand. */
    static final String ACCEPTED = "gzip, deflate, br, zstd";

    private final FetchSettings settings;

    Codings(FetchSettings settings) {
        this.settings = settings;
    }

    /** The body without its codings; the same array where it has none. */
    byte[] decoded(byte[] encoded, Headers headers, long maxBytes) throws Abandoned {
        List<String> codings = ContentCodings.of(headers);
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
        try (InputStream opened = ContentCodings.opened(encoded, codings)) {
            return read(opened, encoded.length, maxBytes);
        } catch (Abandoned e) {
            throw e;
        } catch (IOException | RuntimeException e) { // the decoders throw both for broken data
            throw Abandoned.unreachable(
                    Outcome.Cause.BROKEN,
                    "cannot be decompressed (%s): %s".formatted(String.join(", ", codings), e.getMessage()));
        }
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
