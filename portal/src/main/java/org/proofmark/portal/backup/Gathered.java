package org.proofmark.portal.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.proofmark.portal.database.ClusterCopy;
import org.proofmark.portal.database.DurableFiles;

/** The files of a backup that is being made, with their digests. */
final class Gathered implements ClusterCopy.Sink {
    private final Path backup;
    private final Tally tally;
    private final List<String> folders = new ArrayList<>();
    private final List<Manifest.Entry> entries = new ArrayList<>();

    Gathered(Path backup, Tally tally) throws IOException {
        this.backup = backup;
        this.tally = tally;
        Files.createDirectory(backup.resolve(Backups.DATABASE), DurableFiles.OWNER_ONLY_FOLDER);
    }

    @Override
    public void folder(String name) throws IOException {
        Files.createDirectories(backup.resolve(Backups.DATABASE + name), DurableFiles.OWNER_ONLY_FOLDER);
        folders.add(Backups.DATABASE + name);
    }

    @Override
    public void file(String name, Path from) throws IOException {
        String place = Backups.DATABASE + name;
        add(place, Copying.file(from, backup.resolve(place)));
    }

    @Override
    public void text(String name, String text) throws IOException {
        write(Backups.DATABASE + name, text);
    }

    void write(String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(name, Copying.stream(new ByteArrayInputStream(bytes), backup.resolve(name)));
    }

    /** A file of the data folder, where there is one. */
    void beside(String name, Path from) throws IOException {
        if (Files.isRegularFile(from)) {
            add(name, Copying.file(from, backup.resolve(name)));
        }
    }

    private void add(String name, Copying.Copied copied) {
        tally.copied(copied.length());
        entries.add(new Manifest.Entry(name, copied.length(), copied.sha256()));
    }

    List<String> folders() {
        return folders;
    }

    List<Manifest.Entry> entries() {
        return entries;
    }
}
