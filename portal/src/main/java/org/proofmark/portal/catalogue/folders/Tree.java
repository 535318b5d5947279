package org.proofmark.portal.catalogue.folders;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.proofmark.portal.platform.Refused;

/**
 * The folders and files below a folder. Every step goes from an open folder to an entry of it and follows no link
 * ({@code openat} with {@code O_NOFOLLOW}): whoever may write there and swaps a folder for a link between two looks leads
 * nowhere. The root itself is the operator's and may be a link.
 */
final class Tree implements AutoCloseable {
    /** Folders within folders; beyond it something is wrong. */
    private static final int DEEPEST = 40;

    private final SecureDirectoryStream<Path> top;

    private Tree(SecureDirectoryStream<Path> top) {
        this.top = top;
    }

    /**
     * A file as it is now.
     *
     * @param path from the top, with {@code /} between
     * @param modified in microseconds, as the database keeps it
     */
    record Found(String path, long size, Instant modified) {
        boolean same(Found other) {
            return size == other.size && modified.equals(other.modified);
        }
    }

    /** One folder's files, by name. */
    record Level(String path, List<Found> files, SecureDirectoryStream<Path> folder) {
        /** Opens one of them for reading. */
        InputStream open(Found file) throws IOException {
            return Channels.newInputStream(folder.newByteChannel(
                    Path.of(name(file.path())), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
        }

        /** One of them as it is now; nothing if it is gone, or no file any more. */
        Optional<Found> now(Found file) throws IOException {
            return found(folder, Path.of(name(file.path())), file.path());
        }
    }

    /** Is shown every folder of a tree. */
    @FunctionalInterface
    interface Visitor {
        /** Answers whether to go on. */
        boolean visit(Level level) throws IOException;
    }

    /** Opens a folder below a root. */
    @SuppressWarnings("StreamResourceLeak") // closed with the tree
    static Tree open(Path root, String path) throws IOException {
        SecureDirectoryStream<Path> here = secure(root, Files.newDirectoryStream(root));
        for (Path step : Path.of(path)) {
            if (!step.toString().isEmpty()) {
                here = into(here, step);
            }
        }
        return new Tree(here);
    }

    private static SecureDirectoryStream<Path> into(SecureDirectoryStream<Path> here, Path step) throws IOException {
        try (here) {
            return here.newDirectoryStream(step, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static SecureDirectoryStream<Path> secure(Path root, DirectoryStream<Path> opened) throws IOException {
        if (opened instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        opened.close();
        throw new IOException("%s is on a disk whose folders cannot be watched safely".formatted(root));
    }

    /** Reads the folder's own entries, to see that they can be. */
    void prove() throws IOException {
        names(top);
    }

    /** Whether there is a file at a path from the top. */
    boolean has(String path) throws IOException {
        return has(top, Path.of(path));
    }

    private static boolean has(SecureDirectoryStream<Path> folder, Path path) throws IOException {
        if (path.getNameCount() == 1) {
            return attributes(folder, path)
                    .filter(BasicFileAttributes::isRegularFile)
                    .isPresent();
        }
        try (SecureDirectoryStream<Path> inner =
                folder.newDirectoryStream(path.getName(0), LinkOption.NOFOLLOW_LINKS)) {
            return has(inner, path.subpath(1, path.getNameCount()));
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return false;
        }
    }

    /** Shows all folders, each before those within it, in the order of their names. Hidden ones are passed over. */
    void walk(Visitor visitor) throws IOException {
        walk(top, "", 0, visitor);
    }

    private static boolean walk(SecureDirectoryStream<Path> folder, String path, int depth, Visitor visitor)
            throws IOException {
        List<Found> files = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        for (Path entry : names(folder)) {
            Optional<BasicFileAttributes> now = attributes(folder, entry);
            String below = path.isEmpty() ? entry.toString() : path + "/" + entry;
            if (now.isPresent() && now.get().isDirectory()) {
                folders.add(entry.toString());
            } else if (now.isPresent() && now.get().isRegularFile()) {
                files.add(found(below, now.get()));
            }
        }
        if (!visitor.visit(new Level(path, files, folder))) {
            return false;
        }
        boolean on = true;
        for (int i = 0; on && depth < DEEPEST && i < folders.size(); i++) {
            String name = folders.get(i);
            try (SecureDirectoryStream<Path> inner =
                    folder.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS)) {
                on = walk(inner, path.isEmpty() ? name : path + "/" + name, depth + 1, visitor);
            } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException gone) {
                on = true; // gone, or not for us: the others are looked at all the same
            }
        }
        return on;
    }

    private static List<Path> names(SecureDirectoryStream<Path> folder) throws IOException {
        List<Path> names = new ArrayList<>();
        try {
            for (Path entry : folder) {
                Path name = entry.getFileName();
                if (name != null && !name.toString().startsWith(".")) {
                    names.add(name);
                }
            }
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
        names.sort(Comparator.naturalOrder());
        return names;
    }

    private static Optional<Found> found(SecureDirectoryStream<Path> folder, Path name, String path)
            throws IOException {
        return attributes(folder, name)
                .filter(BasicFileAttributes::isRegularFile)
                .map(now -> found(path, now));
    }

    private static Found found(String path, BasicFileAttributes now) {
        return new Found(path, now.size(), now.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MICROS));
    }

    private static Optional<BasicFileAttributes> attributes(SecureDirectoryStream<Path> folder, Path name)
            throws IOException {
        try {
            return Optional.of(
                    folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                            .readAttributes());
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Why a folder cannot be read. */
    static Refused refusal(IOException broken) {
        return switch (broken) {
            case NoSuchFileException gone -> Refused.invalid("refused.folder.absent");
            case NotDirectoryException file -> Refused.invalid("refused.folder.noFolder");
            case AccessDeniedException denied -> Refused.invalid("refused.folder.denied");
            // What a link opened without following it is told as, by the system's words alone.
            case FileSystemException link
            when String.valueOf(link.getReason()).contains("symbolic link") ->
                Refused.invalid("refused.folder.noFolder");
            default -> Refused.invalid("refused.folder.broken", String.valueOf(broken.getMessage()));
        };
    }

    @Override
    public void close() throws IOException {
        top.close();
    }
}
