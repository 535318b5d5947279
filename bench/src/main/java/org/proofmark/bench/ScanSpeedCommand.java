package org.proofmark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.proofmark.bench.edit.Pictures;
import org.proofmark.bench.scan.CountingServer;
import org.proofmark.bench.scan.MadeSite;
import org.proofmark.bench.scan.MemoryRun;
import org.proofmark.bench.scan.RaceReport;
import org.proofmark.bench.scan.SiteImages;
import org.proofmark.bench.scan.SpeedRace;
import org.proofmark.cli.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench scan-speed}. */
@Command(
        name = "scan-speed",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Measures how fast a scan reads a site on this machine, beside wget and the engine alone.",
        description = {
            "",
            "Makes sites from the photos: one full of images, one of pages with few, and a large one. The first two "
                    + "are scanned with one looker and with two, mirrored with wget, and their images looked at with nothing "
                    + "fetched, in turn, each time by new processes. One of images is scanned on one processor of the machine "
                    + "and on two, and looked at by the engine alone on the same. Then one of pages is scanned alone and "
                    + "beside fourteen servers that misbehave. While the large one is scanned, memory is watched.",
            ""
        },
        footer = {"", "Example:", "  ./proofmark bench scan-speed --photos photos --out report"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something failed; standard error says what",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
final class ScanSpeedCommand implements Callable<Integer> {
    private static final long SEED = 1;
    private static final int SIDE = 800;
    private static final Map<Part, String> TITLES = Map.of(
            Part.IMAGES, "Images",
            Part.PAGES, "Pages",
            Part.PROCESSORS, "A second processor",
            Part.NEIGHBOURS, "Beside servers that misbehave",
            Part.MEMORY, "Memory");

    @Option(names = "--photos", required = true, paramLabel = "DIR", description = "Photos to make the sites from.")
    private Path photos = Path.of("");

    @Option(
            names = "--pages",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Pages of the large site. Default: ${DEFAULT-VALUE}.")
    private int pages;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Runs of each way. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write scan-speed.md.")
    private Path out = Path.of("");

    private enum Part {
        IMAGES,
        PAGES,
        PROCESSORS,
        NEIGHBOURS,
        MEMORY
    }

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "Only this: ${COMPLETION-CANDIDATES}; several with commas. Default: all.")
    private Set<Part> only = EnumSet.allOf(Part.class);

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path works = out.resolve("works");
        SiteImages images = SiteImages.make(Pictures.in(photos), works, SIDE, SEED);
        StringBuilder text = new StringBuilder("# Scan speed\n\n");
        for (Part part : Part.values()) {
            if (only.contains(part)) {
                measure(part, images, works, text);
            }
        }
        Files.writeString(out.resolve("scan-speed.md"), text);
        System.out.println(text);
        return ExitCodes.SUCCESS;
    }

    private void measure(Part part, SiteImages images, Path works, StringBuilder text)
            throws IOException, InterruptedException {
        MadeSite site = switch (part) {
            case IMAGES -> new MadeSite(60, 1, 8, SEED, images);
            case PAGES -> new MadeSite(5_000, 100, 1, SEED, images);
            case PROCESSORS -> new MadeSite(300, 1, 8, SEED, images);
            case NEIGHBOURS -> new MadeSite(20_000, 400, 1, SEED, images);
            case MEMORY -> new MadeSite(pages, 200, 1, SEED, images);
        };
        try (CountingServer server = CountingServer.start(site)) {
            SpeedRace race = new SpeedRace(site, server, works, out);
            String measured = switch (part) {
                case IMAGES -> RaceReport.of(race, rounds, true);
                case PAGES -> RaceReport.of(race, rounds, false);
                case PROCESSORS -> RaceReport.ofProcessors(race, rounds);
                case NEIGHBOURS -> RaceReport.besideUnruly(race, rounds);
                case MEMORY -> new MemoryRun(site, server, works, out.resolve("large")).run();
            };
            text.append("## %s%n%n%,d pages, %,d images.%n%n%s%n"
                    .formatted(TITLES.get(part), site.pages(), site.addresses() - site.pages(), measured));
        }
    }
}
