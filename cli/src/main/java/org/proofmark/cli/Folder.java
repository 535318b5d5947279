package org.proofmark.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files below a folder, in the order of their names. What a file holds is not asked here. Hidden files and folders are
 * passed over; links to files are followed, links to folders are not (they may lead in a circle).
 *
 * @param files the files
 * @param closed folders that could not be entered, and why
 */
record Folder(List<PictureFile> files, List<Trouble> closed) {
    /** No files at all. */
    static final Folder NONE = new Folder(List.of(), List.of());

    /** Something below the folder that could not be read. */
    record Trouble(String name, String reason) {}

    Folder {
        files = List.copyOf(files);
        closed = List.copyOf(closed);
    }

    /** @param named the folder, or a link to it */
    static Folder below(Path named) throws IOException {
        return below(named, List.of());
    }

    /**
     * The same without what the program itself writes there.
     *
     * @param besides files and folders passed over, whether they are there or not
     */
    static Folder below(Path named, List<Path> besides) throws IOException {
        Path root = Files.isSymbolicLink(named) ? named.toRealPath() : named;
        Set<Path> ours = besides.stream().map(Folder::real).collect(Collectors.toSet());
        List<PictureFile> files = new ArrayList<>();
        List<Trouble> closed = new ArrayList<>();
        FileVisitor<Path> visitor = new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean passed = !folder.equals(root) && (hidden(folder) || ours.contains(real(folder)));
                return passed ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!hidden(file) && Files.isRegularFile(file) && (ours.isEmpty() || !ours.contains(real(file)))) {
                    files.add(new PictureFile(nameIn(root, file), file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                closed.add(new Trouble(nameIn(root, file), Failures.reason(failure)));
                return FileVisitResult.CONTINUE;
            }
        };
        Files.walkFileTree(root, visitor);
        files.sort(Comparator.comparing(PictureFile::name));
        return new Folder(files, closed);
    }

    /** Where it is, as far as that can be told. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException notThere) {
            return path.toAbsolutePath().normalize();
        }
    }

    private static boolean hidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }

    private static String nameIn(Path root, Path file) {
        List<String> parts = new ArrayList<>();
        root.relativize(file).forEach(part -> parts.add(part.toString()));
        return String.join("/", parts);
    }
}
