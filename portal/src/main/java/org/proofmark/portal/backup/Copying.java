package org.proofmark.portal.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Set;
import org.proofmark.portal.platform.Sha256;

/** Files copied with their digests, for their owner alone. */
final class Copying {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Set<StandardOpenOption> FRESH =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private Copying() {}

    /** What was copied. */
    record Copied(long length, Sha256 sha256) {}

    /** Copies a file to where none is. */
    static Copied file(Path from, Path to) throws IOException {
        try (InputStream in = Files.newInputStream(from)) {
            return stream(in, to);
        }
    }

    static Copied stream(InputStream in, Path to) throws IOException {
        MessageDigest digester = Sha256.digester();
        try (OutputStream plain =
                        java.nio.channels.Channels.newOutputStream(Files.newByteChannel(to, FRESH, OWNER_ONLY));
                OutputStream out = new DigestOutputStream(plain, digester)) {
            long length = in.transferTo(out);
            return new Copied(length, Sha256.from(digester.digest()));
        } catch (FileSystemException named) {
            throw named;
        } catch (IOException broken) {
            throw new IOException(to + ": " + broken.getMessage(), broken); // a full disk says not which
        }
    }

    static Copied read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digester = Sha256.digester();
            long length = in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digester));
            return new Copied(length, Sha256.from(digester.digest()));
        }
    }
}
