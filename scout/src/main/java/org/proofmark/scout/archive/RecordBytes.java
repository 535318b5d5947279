package org.proofmark.scout.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** One WARC 1.1 record being put together (ISO 28500:2017, 4); {@link #gzip} gives it as one gzip member. */
final class RecordBytes {
    private final UUID id;
    private final StringBuilder head = new StringBuilder("WARC/1.1\r\n");

    RecordBytes(String type, UUID id, Instant date) {
        this.id = id;
        field("WARC-Type", type);
        field("WARC-Record-ID", name(id));
        field("WARC-Date", date(date));
    }

    static String name(UUID id) {
        return "<urn:uuid:" + id + ">";
    }

    /** As WARC 1.1 writes times; more than microseconds some readers refuse. */
    static String date(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.MICROS));
    }

    static String digest(byte[] bytes) {
        return "sha256:" + Digests.hex(Digests.sha256().digest(bytes));
    }

    UUID id() {
        return id;
    }

    /** A header field. */
    RecordBytes field(String name, String value) {
        head.append(name).append(": ").append(oneLine(value)).append("\r\n");
        return this;
    }

    /** Foreign text must not begin a field of its own. */
    static String oneLine(String text) {
        return text.replaceAll("[\\r\\n\\x00]+", " ");
    }

    /** The whole record, compressed. */
    byte[] gzip(String contentType, byte[]... block) {
        var digest = Digests.sha256();
        long length = 0;
        for (byte[] part : block) {
            digest.update(part);
            length += part.length;
        }
        field("WARC-Block-Digest", "sha256:" + Digests.hex(digest.digest()));
        field("Content-Type", contentType);
        field("Content-Length", Long.toString(length));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) Math.min(length / 2 + 512, 1 << 24));
        try (GZIPOutputStream out = new GZIPOutputStream(bytes, 1 << 15)) {
            out.write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
            for (byte[] part : block) {
                out.write(part);
            }
            out.write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail so
        }
        return bytes.toByteArray();
    }
}
