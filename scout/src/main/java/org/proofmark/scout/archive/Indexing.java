package org.proofmark.scout.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcDigest;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResource;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.WarcTargetRecord;
import org.proofmark.scout.url.Url;

/**
 * Reads one file through once. A record is believed when it was read to its end and has the digest stated for its block;
 * after a broken one the next place that looks like a record's beginning is searched.
 */
final class Indexing {
    private static final int SEARCH = 1 << 16;
    private static final int WARC = 0x57415243;

    private final String name;
    private final int number;
    private final FileChannel channel;
    private final ArchiveLimits limits;
    private final Captures captures;
    private final List<Trouble> troubles = new ArrayList<>();

    Indexing(String name, int number, FileChannel channel, ArchiveLimits limits, Captures captures) {
        this.name = name;
        this.number = number;
        this.channel = channel;
        this.limits = limits;
        this.captures = captures;
    }

    List<Trouble> run() throws IOException {
        long from = 0;
        while (from >= 0 && troubles.size() < limits.troubles()) {
            from = readFrom(from);
        }
        if (from >= 0) {
            troubles.add(new Trouble(name, from, "given up after %,d troubles".formatted(limits.troubles())));
        }
        return troubles;
    }

    /** Reads until a record is broken; gives the place to go on from, -1 at the end. */
    private long readFrom(long offset) throws IOException {
        WarcReader reader;
        try {
            reader = RecordFile.at(channel, offset);
        } catch (IOException e) {
            return broken(offset, e);
        }
        reader.calculateBlockDigest();
        long last = offset;
        Runnable found = () -> {};
        try {
            for (Optional<WarcRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                found.run();
                last = reader.position();
                found = read(next.get(), last);
                if (skips(next.get())) {
                    return nextStart(last + 1);
                }
            }
            found.run();
            return -1;
        } catch (IOException | RuntimeException e) { // jwarc lets NumberFormatException and others out
            if (reader.position() > last) {
                found.run(); // what follows it is broken, not it
            }
            return broken(reader.position(), e);
        }
    }

    private long broken(long offset, Exception why) throws IOException {
        troubles.add(new Trouble(name, offset, reason(why)));
        return nextStart(offset + 1);
    }

    private boolean skips(WarcRecord record) throws IOException {
        return record.body().size() > limits.recordBytes();
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        return switch (e) {
            case java.io.EOFException _ -> "ends in the middle of a record";
            case java.util.zip.ZipException _ -> "broken compression: " + message;
            default ->
                message == null
                        ? e.getClass().getSimpleName()
                        : message.lines().findFirst().orElse("");
        };
    }

    /** What to do once the record has proved whole: its end is right too. */
    private Runnable read(WarcRecord record, long offset) throws IOException {
        if (skips(record)) {
            troubles.add(new Trouble(
                    name,
                    offset,
                    "a record of %,d bytes, taken are %,d"
                            .formatted(record.body().size(), limits.recordBytes())));
            return () -> {};
        }
        Runnable found = found(record, offset);
        long length = record.body().size();
        record.body().consume();
        if (record.body().position() < length) {
            throw new java.io.EOFException();
        }
        Optional<WarcDigest> stated = record.blockDigest();
        Optional<WarcDigest> real = stated.isPresent() ? record.calculatedBlockDigest() : Optional.empty();
        if (real.isPresent() && !real.equals(stated)) {
            troubles.add(new Trouble(name, offset, "has the digest %s, states %s".formatted(real.get(), stated.get())));
            return () -> {};
        }
        return found;
    }

    private Runnable found(WarcRecord record, long offset) throws IOException {
        if (!(record instanceof WarcTargetRecord target)) {
            return () -> {};
        }
        Optional<Url> url = Url.parse(stripped(target.target())).filter(Url::isHttp);
        if (url.isEmpty()) {
            return () -> {};
        }
        Optional<String> digest = target.payloadDigest().map(WarcDigest::toString);
        return switch (record) {
            case WarcResponse response
            when isHttp(response) -> {
                HttpResponse http = response.http();
                Place place =
                        place(offset, http.status(), response, http.headers().first("Content-Type"));
                yield () -> captures.add(url.get(), place, digest);
            }
            case WarcResource resource -> {
                Place place = place(offset, 200, resource, resource.headers().first("Content-Type"));
                yield () -> captures.add(url.get(), place, digest);
            }
            case WarcRevisit revisit -> {
                Place place = place(offset, 0, revisit, Optional.empty());
                String refers = revisit.headers()
                        .first("WARC-Refers-To-Target-URI")
                        .map(Indexing::stripped)
                        .orElse(url.get().toString());
                String key = Url.parse(refers)
                        .map(Url::withoutFragment)
                        .map(Url::toString)
                        .orElse(refers);
                yield () -> captures.add(new Captures.Revisit(url.get(), place, digest.orElse(""), key, name));
            }
            default -> () -> {};
        };
    }

    private static boolean isHttp(WarcResponse response) {
        MediaType type = response.contentType().base();
        return type.equals(MediaType.HTTP) || response.version().getProtocol().equals("ARC");
    }

    private Place place(long offset, int status, WarcRecord record, Optional<String> type) {
        String bare = type.orElse("").replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        return new Place(number, offset, status, record.date(), bare.length() > 100 ? "" : bare.intern());
    }

    /** WARC 1.0 writers put addresses in angle brackets. */
    private static String stripped(String target) {
        return target.startsWith("<") && target.endsWith(">") ? target.substring(1, target.length() - 1) : target;
    }

    /** Where the next record may begin: a gzip header or a version line; -1 where there is none. */
    private long nextStart(long from) throws IOException {
        ByteBuffer window = ByteBuffer.allocate(SEARCH + 5);
        for (long at = from; ; at += SEARCH) {
            window.clear();
            int count = channel.read(window, at);
            if (count < 5) {
                return -1;
            }
            for (int i = 0; i < Math.min(count - 4, SEARCH); i++) {
                int four = window.getInt(i);
                if ((four >>> 8) == 0x1f8b08 || (four == WARC && window.get(i + 4) == '/')) {
                    return at + i;
                }
            }
        }
    }
}
