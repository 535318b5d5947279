package org.proofmark.portal.discovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.proofmark.portal.platform.Sha256;
import org.proofmark.scout.frontier.FileFrontier;
import org.proofmark.scout.frontier.Frontier;

/** What every frontier does, wherever its memory is. Each test that extends this tells of one subject. */
@ParameterizedClass
@EnumSource(FrontierContract.Memory.class)
abstract class FrontierContract extends FrontierOfASite {
    /** The file of the command line, and the tables of the portal. */
    enum Memory {
        FILE,
        TABLES
    }

    @Parameter
    private Memory memory = Memory.FILE;

    @TempDir
    private Path folder = Path.of("");

    @Override
    Frontier open() {
        return switch (memory) {
            case FILE -> inAFile();
            case TABLES -> FrontierTables.frontier(domain, UUID.randomUUID());
        };
    }

    private Frontier inAFile() {
        try {
            return FileFrontier.open(folder.resolve("scan.db"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where an image is shown. */
    List<Told> told(String image) {
        return switch (memory) {
            case FILE -> toldByTheFile(image);
            case TABLES -> toldByTheTables(image);
        };
    }

    private List<Told> toldByTheFile(String image) {
        return ((FileFrontier) frontier)
                .found().stream()
                        .filter(shown -> shown.picture().digest().equals(image))
                        .map(shown -> new Told(
                                shown.page(),
                                shown.image(),
                                shown.title(),
                                shown.alt(),
                                shown.firstSeen(),
                                shown.lastSeen(),
                                shown.gone()))
                        .toList();
    }

    private static List<Told> toldByTheTables(String image) {
        FrontierTables.PORTAL.bean(Looks.class).compared(new Sha256(image), true);
        return FrontierTables.told(image);
    }
}
