package org.proofmark.portal.catalogue.folders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Settings;
import org.springframework.stereotype.Component;

/** The folders the operator allowed, in the settings and nowhere else: only in them can anything be watched. */
@Component
class AllowedFolders {
    private static final int MOST_SUGGESTED = 200;

    private final List<Path> roots;

    AllowedFolders(Settings settings) {
        this.roots = settings.watched().folders().stream().map(Path::normalize).toList();
        Path data = settings.data().toAbsolutePath().normalize();
        for (Path root : roots) {
            if (real(root).startsWith(real(data)) || real(data).startsWith(real(root))) {
                throw new IllegalStateException(
                        "proofmark.watched.folders: %s and the data folder %s are in each other".formatted(root, data));
            }
        }
    }

    /** A folder that may be watched. */
    record Place(Path root, Path path) {}

    boolean any() {
        return !roots.isEmpty();
    }

    List<Path> roots() {
        return roots;
    }

    /** The root of this name, while it is allowed. */
    Optional<Path> root(String name) {
        return roots.stream().filter(root -> root.toString().equals(name)).findFirst();
    }

    /**
     * What someone typed, as a folder that is there and in an allowed one.
     *
     * @throws Refused if it is not
     */
    Place place(String typed) {
        Path wanted = parse(typed);
        Path root = roots.stream()
                .filter(wanted::startsWith)
                .findFirst()
                .orElseThrow(() -> Refused.invalid("refused.folder.outside", typed.strip()));
        Path path = root.relativize(wanted);
        try (Tree tree = Tree.open(root, path.toString())) {
            tree.prove();
        } catch (IOException broken) {
            throw Tree.refusal(broken);
        }
        return new Place(root, path);
    }

    private static Path parse(String typed) {
        try {
            Path wanted = Path.of(typed.strip());
            if (wanted.isAbsolute()) {
                return wanted.normalize();
            }
        } catch (InvalidPathException odd) {
            // Told below.
        }
        throw Refused.invalid("refused.folder.absolute");
    }

    /** The allowed folders and those in them, to choose from. */
    List<String> suggestions() {
        List<String> all = new ArrayList<>();
        for (Path root : roots) {
            all.add(root.toString());
            try (DirectoryStream<Path> within = Files.newDirectoryStream(
                    root,
                    entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                            && !entry.getFileName().toString().startsWith("."))) {
                within.forEach(entry -> all.add(entry.toString()));
            } catch (IOException | java.nio.file.DirectoryIteratorException absent) {
                // It is told where it is watched.
            }
        }
        return all.stream().sorted().limit(MOST_SUGGESTED).toList();
    }

    private static Path real(Path path) {
        try {
            return Files.exists(path)
                    ? path.toRealPath()
                    : path.toAbsolutePath().normalize();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
