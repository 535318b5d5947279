package org.proofmark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                    + "and on two. Then one of pages is scanned alone and beside fourteen servers that misbehave. While the "
                    + "large one is scanned, memory is watched.",
            ""
        })
final class ScanSpeedCommand implements Callable<Integer> {
    private static final long SEED = 1;
    private static final int SIDE = 800;

    @Option(names = "--photos", required = true, paramLabel = "DIR", description = "Photos to make the sites from.")
    private Path photos = Path.of("");

    @Option(
            names = "--pages",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Pages of the large site; 0: not that. Default: ${DEFAULT-VALUE}.")
    private int pages;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Runs of each way; 0: only memory. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write scan-speed.md.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path works = out.resolve("works");
        SiteImages images = SiteImages.make(Pictures.in(photos), works, SIDE, SEED);
        StringBuilder text = new StringBuilder("# Scan speed\n\n");
        if (rounds > 0) {
            race(text, "Images", new MadeSite(60, 1, 8, SEED, images), works, true);
            race(text, "Pages", new MadeSite(5_000, 100, 1, SEED, images), works, false);
            MadeSite many = new MadeSite(200, 1, 8, SEED, images);
            try (CountingServer server = CountingServer.start(many)) {
                SpeedRace race = new SpeedRace(many, server, works, out);
                text.append("## A second processor\n\n")
                        .append(RaceReport.ofProcessors(race, rounds))
                        .append('\n');
            }
            MadeSite neighbour = new MadeSite(20_000, 400, 1, SEED, images);
            try (CountingServer server = CountingServer.start(neighbour)) {
                SpeedRace race = new SpeedRace(neighbour, server, works, out);
                text.append("## Beside servers that misbehave\n\n")
                        .append(RaceReport.besideUnruly(race, rounds))
                        .append('\n');
            }
        }
        if (pages > 0) {
            MadeSite large = new MadeSite(pages, 200, 1, SEED, images);
            try (CountingServer server = CountingServer.start(large)) {
                text.append("## Memory\n\n").append(new MemoryRun(large, server, works, out.resolve("large")).run());
            }
        }
        Files.writeString(out.resolve("scan-speed.md"), text);
        System.out.println(text);
        return ExitCodes.SUCCESS;
    }

    private void race(StringBuilder text, String title, MadeSite site, Path works, boolean engine)
            throws IOException, InterruptedException {
        try (CountingServer server = CountingServer.start(site)) {
            SpeedRace race = new SpeedRace(site, server, works, out);
            text.append("## %s%n%n%,d pages, %,d images.%n%n"
                            .formatted(title, site.pages(), site.addresses() - site.pages()))
                    .append(RaceReport.of(race, rounds, engine))
                    .append('\n');
        }
    }
}
