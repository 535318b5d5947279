package org.proofmark.portal.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Watched folders, under {@code proofmark.watched.}
 *
 * @param folders in which, and in those within, an administrator may have folders watched; none: nothing is watched
 * @param every how long between two looks
 * @param settled how long a file must have been the same in size and time until it is taken
 */
public record WatchSettings(
        @DefaultValue List<Path> folders,
        @DefaultValue("10s") Duration every,
        @DefaultValue("10s") Duration settled) {
    public WatchSettings {
        folders = List.copyOf(folders);
        folders.stream().filter(folder -> !folder.isAbsolute()).findFirst().ifPresent(relative -> {
            throw new IllegalArgumentException(
                    "proofmark.watched.folders: %s does not begin with a slash".formatted(relative));
        });
        if (!every.isPositive() || settled.isNegative()) {
            throw new IllegalArgumentException(
                    "proofmark.watched.every and proofmark.watched.settled are not negative");
        }
    }
}
