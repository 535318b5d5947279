package org.proofmark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.fingerprint.GlobalCode;
import org.proofmark.engine.match.FeatureDrawing;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.engine.worker.Unreadable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the engine sees in one file. */
@Command(
        name = "inspect",
        sortOptions = false,
        header = "Says what the engine sees in a picture, and draws it.",
        description = {
            "",
            "The drawing shows each feature as a circle of its size with a tick in its direction: large ones yellow,"
                    + " small ones white.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./proofmark inspect samples/photos/otter.jpg",
            "  ./proofmark inspect photo.jpg --draw features.png --detail query"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something failed, or the file could not be read",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
final class InspectCommand implements Callable<Integer> {
    private final IntFunction<Examiner> examiners;

    @Mixin
    private final Streams streams = new Streams();

    @Parameters(paramLabel = "IMAGE", description = "The file to look at.")
    private Path image = Path.of("");

    @Option(names = "--draw", paramLabel = "FILE", description = "Draw the features on the picture, to this PNG file.")
    private @Nullable Path drawing;

    @Option(
            names = "--detail",
            paramLabel = "DETAIL",
            description =
                    "How closely to look: reference (as a registered photo, default), query (as a picture met) or deep"
                            + " (as a page or collage).")
    private Detail detail = Detail.REFERENCE;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    InspectCommand(IntFunction<Examiner> examiners) {
        this.examiners = examiners;
    }

    @Override
    public Integer call() throws IOException {
        byte[] file = PictureFile.named(image).read();
        Examiner made = examiners.apply(1);
        try (Closing<Examiner> examiner = new Closing<>(made, made::close)) {
            return switch (examiner.get().examine(file, detail)) {
                case Unreadable why -> {
                    new Notices(streams.err()).unreadable(image.toString(), why.explanation());
                    yield ExitCodes.FAILED;
                }
                case Examined seen -> {
                    streams.print(json ? Json.of(json(file, seen)) : words(file, seen));
                    if (drawing != null) {
                        Files.write(drawing, FeatureDrawing.png(file, seen, examiner.get()));
                        streams.err().println("drawn: " + drawing);
                    }
                    yield ExitCodes.SUCCESS;
                }
            };
        }
    }

    private static Map<String, Object> json(byte[] file, Examined seen) {
        Fingerprint fingerprint = seen.fingerprint();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", seen.type().mime());
        all.put("bytes", file.length);
        all.put("width", seen.width());
        all.put("height", seen.height());
        all.put("orientation", seen.orientation());
        all.put("pdq", hex(fingerprint.code()));
        all.put("pdq_quality", fingerprint.code().quality());
        all.put("features", fingerprint.features().size());
        all.put("sufficiency", Notices.name(fingerprint.sufficiency()));
        all.put("metadata", said(seen.metadata()));
        return all;
    }

    /** What the file says of itself, by name; what it does not say is not there. */
    private static Map<String, Object> said(FileMetadata metadata) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("title", metadata.title());
        said.put("caption", metadata.caption());
        said.put("creator", metadata.creator());
        said.put("credit", metadata.credit());
        said.put("copyright", metadata.copyright());
        said.put("usage_terms", metadata.usageTerms());
        said.put("web_statement", metadata.webStatement());
        said.put("licensor", metadata.licensor());
        said.put("licensor_url", metadata.licensorUrl());
        said.put("keywords", String.join(", ", metadata.keywords()));
        said.put("taken", metadata.taken());
        said.values().removeIf(""::equals);
        return said;
    }

    private static String words(byte[] file, Examined seen) {
        List<String> lines = new ArrayList<>(seenWords(file, seen));
        said(seen.metadata()).forEach((name, text) -> lines.addAll(List.of(name.replace('_', ' '), text.toString())));
        return Table.of(lines.toArray(String[]::new));
    }

    private static List<String> seenWords(byte[] file, Examined seen) {
        MediaLimits limits = MediaLimits.standard();
        Fingerprint fingerprint = seen.fingerprint();
        double megapixels = (double) seen.width() * seen.height() / 1e6;
        int quality = fingerprint.code().quality();
        return List.of(
                "type",
                seen.type().mime(),
                "size",
                "%d × %d pixels as displayed, %s megapixels (limit %d)"
                        .formatted(
                                seen.width(), seen.height(), Table.number(megapixels, 1), limits.pixels() / 1_000_000),
                "file",
                "%,d bytes (limit %,d)".formatted(file.length, limits.bytes()),
                "orientation",
                seen.orientation() == 1 ? "as stored" : "EXIF %d, applied".formatted(seen.orientation()),
                "code (PDQ)",
                hex(fingerprint.code()),
                "code's quality",
                quality + " of 100" + (quality < 50 ? ": says nothing about this picture" : ""),
                "features",
                fingerprint.features().size() + " at detail "
                        + fingerprint.detail().name().toLowerCase(Locale.ROOT),
                "can be found",
                switch (fingerprint.sufficiency()) {
                    case ENOUGH -> "yes, " + Notices.words(fingerprint.sufficiency());
                    case FLAT, TEXT_ONLY -> "hardly: " + Notices.words(fingerprint.sufficiency());
                });
    }

    /** As PDQ codes are exchanged: bit 255 first. */
    private static String hex(GlobalCode code) {
        return "%016x%016x%016x%016x".formatted(code.bits3(), code.bits2(), code.bits1(), code.bits0());
    }
}
