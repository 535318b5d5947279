package org.proofmark.scout.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proofmark.scout.url.Url;

/**
 * What WARC, ARC and WACZ files hold (ISO 28500:2017; WACZ 1.1.1), found by reading them through once; the files stay open.
 * Safe for use by many threads at once.
 */
public final class Archive implements AutoCloseable {
    private final ArchiveLimits limits;
    private final Captures captures;
    private final List<OpenFile> files = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private final List<Seal> seals = new ArrayList<>();
    private final Unpacked unpacked = new Unpacked();

    /** A file that is read from, and its name for a person. */
    record OpenFile(String name, FileChannel channel) {}

    private Archive(ArchiveLimits limits) {
        this.limits = limits;
        this.captures = new Captures(limits.addresses());
    }

    /**
     * Reads files through. What could not be read is in {@link #troubles()}.
     *
     * @throws IOException where a temporary folder cannot be written
     */
    public static Archive open(List<Path> files, ArchiveLimits limits) throws IOException {
        Archive archive = new Archive(limits);
        try {
            for (Path file : files) {
                archive.add(file);
            }
            archive.troubles.addAll(archive.captures.resolve());
            if (archive.captures.left() > 0) {
                archive.troubles.add(Trouble.ofFile(
                        "all files",
                        "%,d captures over the limit of %,d".formatted(archive.captures.left(), limits.addresses())));
            }
            return archive;
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private void add(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        try {
            switch (Kind.of(file)) {
                case RECORDS -> index(name, file);
                case GZIP ->
                    index(
                            name,
                            RecordFile.isCompressedAsAWhole(file)
                                    ? unpacked.gunzip(file, limits.unpackedBytes())
                                    : file);
                case PACKAGE -> addPackage(name, file);
                case OTHER -> troubles.add(Trouble.ofFile(name, "neither WARC nor ARC nor WACZ"));
            }
        } catch (UnreadableArchive e) {
            troubles.add(Trouble.ofFile(name, e.reason()));
        }
    }

    private void addPackage(String name, Path file) throws IOException, UnreadableArchive {
        Wacz wacz = Wacz.unpack(name, file, unpacked.folder(), limits);
        troubles.addAll(wacz.troubles());
        seals.add(wacz.seal());
        for (Wacz.Member member : wacz.archives()) {
            String path = name + "!/" + member.name();
            boolean whole = Kind.of(member.file()) == Kind.GZIP && RecordFile.isCompressedAsAWhole(member.file());
            index(path, whole ? unpacked.gunzip(member.file(), limits.unpackedBytes()) : member.file());
        }
    }

    private void index(String name, Path file) throws IOException {
        FileChannel channel = FileChannel.open(file);
        files.add(new OpenFile(name, channel));
        troubles.addAll(new Indexing(name, files.size() - 1, channel, limits, captures).run());
    }

    /** Answers requests from what is here, and from nothing else. */
    public ArchiveFetcher fetcher() {
        return new ArchiveFetcher(this, limits.redirects());
    }

    /** Every address answered with a success, in the order found. */
    public List<Entry> addresses() {
        return captures.entries();
    }

    /** What could not be read, in the order found. */
    public List<Trouble> troubles() {
        return List.copyOf(troubles);
    }

    /** Whether the packages among the files are signed, and how well. */
    public List<Seal> seals() {
        return List.copyOf(seals);
    }

    Optional<Place> find(Url url) {
        return captures.find(url);
    }

    OpenFile file(Place place) {
        return files.get(place.file());
    }

    /** Closes the files and deletes what was unpacked. */
    @Override
    public void close() throws IOException {
        for (OpenFile file : files) {
            file.channel.close();
        }
        unpacked.close();
    }

    /** What a file is, by its first bytes: names lie. */
    private enum Kind {
        RECORDS,
        GZIP,
        PACKAGE,
        OTHER;

        static Kind of(Path file) throws IOException {
            byte[] start;
            try (var in = Files.newInputStream(file)) {
                start = in.readNBytes(8);
            }
            String text = new String(start, java.nio.charset.StandardCharsets.ISO_8859_1);
            if (text.startsWith("\u001f\u008b")) {
                return GZIP;
            }
            if (text.startsWith("PK\u0003\u0004")) {
                return PACKAGE;
            }
            return text.startsWith("WARC/") || text.startsWith("filedesc") ? RECORDS : OTHER;
        }
    }
}
