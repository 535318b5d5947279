package org.proofmark.portal.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.proofmark.portal.database.DurableFiles;
import org.proofmark.portal.platform.Sha256;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup holds; the last file of it that is written.
 *
 * @param format of this file and of the folder; another is not read
 * @param made when the copying of the database ended
 * @param postgres the version whose files these are
 * @param atWork whether the portal worked meanwhile
 * @param folders of the database that hold nothing but must be there
 * @param files beside the manifest, but for blobs
 * @param blobs how many files by digest belong to it; {@code blobs.txt} names them
 * @param blobBytes theirs
 */
record Manifest(
        int format,
        Instant made,
        String postgres,
        boolean atWork,
        List<String> folders,
        List<Entry> files,
        long blobs,
        long blobBytes) {
    static final String FILE = "manifest.json";
    static final int FORMAT = 1;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * A file of a backup.
     *
     * @param name from the backup's folder on, with {@code /} between its parts
     * @param sha256 of its bytes
     */
    record Entry(String name, long length, Sha256 sha256) {}

    Manifest {
        folders = List.copyOf(folders);
        files = List.copyOf(files);
    }

    long databaseBytes() {
        return files.stream().mapToLong(Entry::length).sum();
    }

    /** Writes it, so that it is there whole or not at all. */
    void write(Path backup) throws IOException {
        DurableFiles.write(backup.resolve(FILE), JSON.writeValueAsString(this) + "\n");
    }

    /** Whether a folder is a whole backup. */
    static boolean isIn(Path backup) {
        return Files.isRegularFile(backup.resolve(FILE));
    }

    /**
     * Reads it.
     *
     * @throws BackupException if it is none, or of a later format
     */
    static Manifest of(Path backup) {
        Path file = backup.resolve(FILE);
        try {
            Manifest manifest = JSON.readValue(Files.readString(file, StandardCharsets.UTF_8), Manifest.class);
            if (manifest.format != FORMAT) {
                throw new BackupException(
                        "%s is of format %d, and this Proofmark reads %d. Use the Proofmark that made it"
                                .formatted(file, manifest.format, FORMAT));
            }
            return manifest;
        } catch (IOException | JacksonException e) {
            throw new BackupException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }
}
