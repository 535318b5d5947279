package org.proofmark.scout.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.proofmark.scout.fetch.Hop;
import org.proofmark.scout.fetch.Outcome;

/**
 * Writes what was fetched as WARC 1.1, one gzip member per record. After each outcome the file is on the disk: whenever the
 * program ends, it can be read up to the last whole record; at the next opening a torn one is cut off. The first file has the
 * name given, the next ones {@code name-00001.warc.gz} and so on. Safe for use by many threads at once.
 *
 * <p>Bodies are kept of the last answer of a success. Of redirects and refusals only the header block is known; their records
 * are marked as truncated.
 */
public final class WarcWriter implements AutoCloseable {
    private final Path first;
    private final WarcSettings settings;
    private final Exchange exchange;
    private final long cut;
    private WarcFile file;
    private int number;

    private WarcWriter(Path first, WarcSettings settings, int number, WarcFile file) {
        this.first = first;
        this.settings = settings;
        this.exchange = new Exchange(settings);
        this.number = number;
        this.file = file;
        this.cut = file.cut();
    }

    /**
     * Opens an archive to write to its end, or a new one.
     *
     * @param first its first file, {@code ….warc.gz}
     * @throws IOException where it cannot be written, is written by somebody else, or is something else
     */
    public static WarcWriter open(Path first, WarcSettings settings) throws IOException {
        int number = 0;
        while (Files.exists(numbered(first, number + 1))) {
            number++;
        }
        WarcWriter writer = new WarcWriter(first, settings, number, WarcFile.open(numbered(first, number)));
        writer.beginIfEmpty();
        return writer;
    }

    private static Path numbered(Path first, int number) {
        String name = String.valueOf(first.getFileName());
        String stem = name.replaceFirst("\\.warc(\\.gz)?$", "");
        return number == 0 ? first : first.resolveSibling("%s-%05d.warc.gz".formatted(stem, number));
    }

    /** Writes every exchange of an outcome; one that never got an answer is told by a metadata record. */
    public synchronized List<Written> write(Outcome outcome) throws IOException {
        rollOver();
        List<Written> written = new ArrayList<>();
        List<Hop> hops = outcome.hops();
        for (int i = 0; i < hops.size(); i++) {
            Exchange.Records records = exchange.records(hops.get(i), outcome, i == hops.size() - 1);
            long offset = file.size();
            file.append(records.answer(), records.request(), records.metadata());
            written.add(records.written(String.valueOf(file.path().getFileName()), offset));
        }
        if (hops.isEmpty()) {
            file.append(exchange.withoutAnswer(outcome));
        }
        return written;
    }

    private void rollOver() throws IOException {
        if (file.size() < settings.fileBytes()) {
            return;
        }
        file.close();
        file = WarcFile.open(numbered(first, ++number));
        beginIfEmpty();
    }

    private void beginIfEmpty() throws IOException {
        if (file.size() > 0) {
            return;
        }
        UUID id = settings.ids().get();
        String fields = "software: %s\r\nformat: WARC File Format 1.1\r\nconformsTo: %s\r\nrobots: %s\r\n"
                .formatted(
                        RecordBytes.oneLine(settings.software()),
                        "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
                        RecordBytes.oneLine(settings.robots()));
        RecordBytes record = new RecordBytes("warcinfo", id, settings.time().instant())
                .field("WARC-Filename", String.valueOf(file.path().getFileName()));
        file.append(record.gzip("application/warc-fields", fields.getBytes(StandardCharsets.UTF_8)));
        exchange.beginFile(id);
    }

    /** All files of the archive. */
    public synchronized List<Path> files() {
        List<Path> all = new ArrayList<>();
        for (int i = 0; i <= number; i++) {
            all.add(numbered(first, i));
        }
        return all;
    }

    /** How many bytes of a torn last record were cut off at opening. */
    public long cut() {
        return cut;
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
