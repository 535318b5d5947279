package org.proofmark.portal.catalogue.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** A ZIP that is sent while it is written; ZIP64 where a file or their number needs it (APPNOTE 6.3, 4.3.9 and 4.5.3). */
final class Archive implements AutoCloseable {
    private final ZipArchiveOutputStream zip;
    private final Instant made;

    /** @param made the time of every entry */
    Archive(OutputStream out, Instant made) {
        this.zip = new ZipArchiveOutputStream(out);
        this.made = made;
        zip.setUseZip64(Zip64Mode.AsNeeded);
        zip.setUseLanguageEncodingFlag(true);
    }

    /** What writes an entry's text. */
    interface Text {
        void write(Writer out) throws IOException;
    }

    void text(String name, Text text) throws IOException {
        begin(name, Deflater.DEFAULT_COMPRESSION, ZipArchiveEntry.SIZE_UNKNOWN);
        Writer out = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
        text.write(out);
        out.flush();
        zip.closeArchiveEntry();
    }

    /**
     * Adds a file as it is: pictures do not become smaller.
     *
     * @param length in bytes
     */
    void file(String name, long length, InputStream bytes) throws IOException {
        begin(name, Deflater.NO_COMPRESSION, length);
        bytes.transferTo(zip);
        zip.closeArchiveEntry();
    }

    private void begin(String name, int level, long length) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setTime(made.toEpochMilli());
        if (length >= 0) {
            entry.setSize(length);
        }
        zip.setLevel(level);
        zip.putArchiveEntry(entry);
    }

    /** Sends what is still held back, so that a slow export is seen to go on. */
    void flush() throws IOException {
        zip.flush();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
