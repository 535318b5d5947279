package org.proofmark.scout.archive;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MessageHeaders;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResource;
import org.netpreserve.jwarc.WarcResponse;
import org.proofmark.scout.fetch.Headers;
import org.proofmark.scout.fetch.Hop;
import org.proofmark.scout.url.Url;

/**
 * One exchange read back from its record.
 *
 * @param hop what the record says of it
 * @param encoded the body, transfer encoding taken off; cut after the bytes asked for and one more
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference and never changed
record Stored(Hop hop, byte[] encoded) {

    /**
     * Reads a record.
     *
     * @param most how many bytes of body, encoded, are wanted
     */
    static Stored read(FileChannel channel, long offset, Url url, long most) throws IOException {
        WarcReader reader = RecordFile.at(channel, offset);
        WarcRecord record = reader.next().orElseThrow(() -> new IOException("no record at " + offset));
        return switch (record) {
            case WarcResponse response -> {
                HttpResponse http = response.http();
                Head head = new Head(http.version().toString(), http.status(), http.reason(), headers(http.headers()));
                yield new Stored(
                        head.hop(url, response.date(), response.ipAddress()), bytes(http.body().stream(), most));
            }
            case WarcResource resource -> {
                Head head = new Head("HTTP/1.1", 200, "", typeOf(resource));
                yield new Stored(
                        head.hop(url, resource.date(), resource.ipAddress()), bytes(resource.body().stream(), most));
            }
            default -> throw new IOException("a record of type " + record.type());
        };
    }

    private record Head(String protocol, int status, String reason, Headers headers) {
        Hop hop(Url url, Instant captured, Optional<InetAddress> address) {
            return new Hop(
                    url,
                    protocol,
                    Headers.NONE,
                    status,
                    reason == null ? "" : reason,
                    headers,
                    List.of(),
                    address,
                    Optional.empty(),
                    captured,
                    Duration.ZERO,
                    Duration.ZERO,
                    0);
        }
    }

    private static byte[] bytes(InputStream body, long most) throws IOException {
        return body.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
    }

    private static Headers headers(MessageHeaders from) {
        List<Headers.Field> fields = new ArrayList<>();
        for (Map.Entry<String, List<String>> named : from.map().entrySet()) {
            named.getValue().forEach(value -> fields.add(new Headers.Field(named.getKey(), value)));
        }
        return new Headers(fields);
    }

    private static Headers typeOf(WarcResource resource) {
        return new Headers(resource.headers().first("Content-Type").stream()
                .map(type -> new Headers.Field("Content-Type", type))
                .toList());
    }
}
