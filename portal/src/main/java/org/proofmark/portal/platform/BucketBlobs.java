package org.proofmark.portal.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Files by digest in a bucket, under the keys they would have as paths in the data folder. A file is written to this machine
 * first, so that its digest is known before a byte of it is sent; the bucket takes an object whole or not at all, checks
 * what it got against that digest, and never overwrites. What is read is checked against the digest once more.
 *
 * <p>The ages of objects are the bucket's; its clock and this machine's differ by less than files are left alone.
 */
final class BucketBlobs implements Blobs, AutoCloseable {
    private static final int ASKED_AT_ONCE = 1000;

    private final Bucket bucket;
    private final Path unsent;
    private final Turnstiles turnstiles = new Turnstiles();

    private BucketBlobs(Bucket bucket, Path unsent) {
        this.bucket = bucket;
        this.unsent = unsent;
    }

    /**
     * Opens a bucket, once something could be written to it and removed.
     *
     * @param unsent folder of files on their way, made if it is not there
     * @throws IllegalStateException if it cannot be reached or used; it says which, and why
     */
    static BucketBlobs open(BucketSettings settings, Path unsent) throws IOException {
        Files.createDirectories(unsent);
        Bucket bucket = new Bucket(settings);
        try {
            bucket.prove();
        } catch (SdkException broken) {
            bucket.close();
            IllegalStateException told =
                    new IllegalStateException("%s cannot be used: %s".formatted(settings, Bucket.reason(broken)));
            told.addSuppressed(broken);
            throw told;
        }
        return new BucketBlobs(bucket, unsent);
    }

    @Override
    public Kept keep(InputStream bytes) throws IOException {
        Path file = unsent.resolve(UUID.randomUUID().toString());
        MessageDigest digester = Sha256.digester();
        try {
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digester)) {
                bytes.transferTo(out);
            }
            return send(file, Sha256.from(digester.digest()));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public Kept adopt(Path file, Consumer<Sha256> before) throws IOException {
        Sha256 digest;
        try (InputStream in = Files.newInputStream(file)) {
            digest = Sha256.of(in);
        }
        before.accept(digest);
        Kept kept = send(file, digest);
        Files.delete(file);
        return kept;
    }

    private Kept send(Path file, Sha256 digest) throws IOException {
        synchronized (turnstiles.of(digest)) {
            try {
                if (bucket.modified(digest).isPresent()) {
                    // Young again, so that no sweep takes it before its row is written.
                    bucket.touch(digest, file);
                } else {
                    bucket.put(digest, file);
                }
                return new Kept(digest, Files.size(file));
            } catch (SdkException broken) {
                throw bucket.failure(digest, broken);
            }
        }
    }

    @Override
    public Optional<InputStream> open(Sha256 digest) throws IOException {
        try {
            return bucket.open(digest).map(in -> new CheckedStream(in, digest));
        } catch (SdkException broken) {
            throw bucket.failure(digest, broken);
        }
    }

    @Override
    public boolean has(Sha256 digest) {
        try {
            return bucket.modified(digest).isPresent();
        } catch (SdkException broken) {
            throw new UncheckedIOException(bucket.failure(digest, broken));
        }
    }

    @Override
    public int sweep(Instant untouchedSince, UnaryOperator<Set<Sha256>> named) throws IOException {
        try {
            int removed = sweepUnsent(untouchedSince) + bucket.abandon(untouchedSince);
            List<Sha256> several = new ArrayList<>();
            for (Sha256 old : (Iterable<Sha256>) bucket.untouchedSince(untouchedSince)::iterator) {
                several.add(old);
                if (several.size() == ASKED_AT_ONCE) {
                    removed += remove(several, untouchedSince, named);
                    several.clear();
                }
            }
            return removed + remove(several, untouchedSince, named);
        } catch (SdkException broken) {
            throw new IOException("%s: %s".formatted(bucket, Bucket.reason(broken)), broken);
        }
    }

    /** What kills leave of files on their way. */
    private int sweepUnsent(Instant untouchedSince) throws IOException {
        int removed = 0;
        try (Stream<Path> files = Files.list(unsent)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.toFile().lastModified() < untouchedSince.toEpochMilli() && Files.deleteIfExists(file)) {
                    removed++;
                }
            }
        }
        return removed;
    }

    private int remove(List<Sha256> several, Instant untouchedSince, UnaryOperator<Set<Sha256>> named) {
        Set<Sha256> unnamed = new HashSet<>(several);
        unnamed.removeAll(named.apply(Set.copyOf(several)));
        int removed = 0;
        for (Sha256 digest : unnamed) {
            synchronized (turnstiles.of(digest)) {
                if (bucket.modified(digest).filter(untouchedSince::isAfter).isPresent()) {
                    bucket.delete(digest);
                    removed++;
                }
            }
        }
        return removed;
    }

    @Override
    public void close() {
        bucket.close();
    }
}
