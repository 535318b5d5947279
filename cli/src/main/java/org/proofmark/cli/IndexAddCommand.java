package org.proofmark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.proofmark.engine.worker.Examiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Registers photos. */
@Command(
        name = "add",
        sortOptions = false,
        header = "Registers photos in an index; makes the index where there is none.",
        description = {
            "",
            "A photo in a folder is named by its way from that folder, a photo named itself by its file name. A photo of a name that is "
                    + "known already replaces it; one that has not changed is passed over.",
            ""
        },
        footer = {"", "Example:", "  ./proofmark index add --index photos.index photos another.jpg"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, even where single files could not be read",
            "1:something failed, or with --strict a file could not be read",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C); what was registered by then is kept"
        })
final class IndexAddCommand implements Callable<Integer> {
    private final IntFunction<Examiner> examiners;

    @Mixin
    private final Streams streams = new Streams();

    @Mixin
    private final IndexOption index = new IndexOption();

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files, and folders of files.")
    private List<Path> paths = List.of();

    @Mixin
    private final Threads threads = new Threads();

    @Option(names = "--strict", description = "End with 1 if a file could not be read.")
    private boolean strict;

    IndexAddCommand(IntFunction<Examiner> examiners) {
        this.examiners = examiners;
    }

    @Override
    public Integer call() throws IOException {
        threads.count();
        Notices notices = new Notices(streams.err());
        Map<String, PictureFile> byName = new LinkedHashMap<>();
        for (Path path : paths) {
            for (PictureFile file : below(path, notices)) {
                PictureFile other = byName.putIfAbsent(file.name(), file);
                if (other != null && !Files.isSameFile(other.path(), file.path())) {
                    throw new WrongArgument(
                            "%s and %s would both be %s in the index; add the folder above them, or one after the other to two indexes"
                                    .formatted(other.path(), file.path(), file.name()));
                }
            }
        }
        List<PictureFile> files = List.copyOf(byName.values());
        try (Register register = Register.open(index.folder());
                Closing<Examiner> examiner = threads.examiner(examiners)) {
            Register.Added added = register.add(files, examiner.get(), threads.count(), notices);
            notices.line("registered %s, %,d unchanged, %,d unreadable; %s in the index"
                    .formatted(
                            Table.count(added.added(), "photo"),
                            added.unchanged(),
                            notices.unreadable(),
                            Table.count(register.index().size(), "photo")));
        }
        return strict && notices.unreadable() > 0 ? ExitCodes.FAILED : ExitCodes.SUCCESS;
    }

    private List<PictureFile> below(Path path, Notices notices) throws IOException {
        if (!Files.exists(path)) {
            throw new WrongArgument(path + ": there is no such file or folder");
        }
        if (!Files.isDirectory(path)) {
            return List.of(new PictureFile(String.valueOf(path.getFileName()), path));
        }
        Folder folder = Folder.below(path, List.of(index.folder()));
        notices.unreadable(folder);
        return folder.files();
    }
}
