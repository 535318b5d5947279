package org.proofmark.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.proofmark.bench.edit.Pictures;
import org.proofmark.bench.edit.Pixels;
import org.proofmark.cli.ExitCodes;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Pdq;
import org.proofmark.engine.media.Decoded;
import org.proofmark.engine.media.Decoder;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.worker.InProcessExaminer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how long fingerprints take. */
@Command(
        name = "speed",
        mixinStandardHelpOptions = true,
        header = "Measures the time from JPEG file to fingerprint, beside the bare decoder.",
        description = {
            "",
            "Makes JPEGs of web size (long side 800) and of camera size (12 megapixels) from the photos, treats each"
                    + " in several ways in turn, and writes medians of CPU time to speed.md.",
            ""
        },
        footer = {"", "Example:", "  ./proofmark bench speed --photos photos --out report"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something failed; standard error says what",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
public final class SpeedCommand implements Callable<Integer> {
    private static final String FULL = "libjpeg-turbo: grey, full size";

    @Option(names = "--photos", required = true, paramLabel = "DIR", description = "Photos to make the files from.")
    private Path photos = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write speed.md.")
    private Path out = Path.of("");

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds that count. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    private final Decoder decoder = new Decoder(MediaLimits.standard());
    private final InProcessExaminer examiner = new InProcessExaminer(MediaLimits.standard());

    @Override
    public Integer call() throws IOException, InterruptedException {
        Pictures all = Pictures.in(photos);
        String text = "# Fingerprint speed\n\n"
                + "Medians of CPU milliseconds, one thread; ratio: to libjpeg-turbo's full grey decode of the same"
                + " files, run in turn.\n\n"
                + section("Web size", Samples.web(all, 60), 4, opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2)
                + section("Camera size", Samples.camera(all, 6), 4, opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8);
        Files.createDirectories(out);
        Files.writeString(out.resolve("speed.md"), text);
        System.out.println(text);
        return ExitCodes.SUCCESS;
    }

    private String section(String title, List<byte[]> files, int warmUp, int reduced) throws InterruptedException {
        Medians medians = new Medians()
                .way(FULL, file -> Pixels.decode(file, opencv_imgcodecs.IMREAD_GRAYSCALE))
                .way("libjpeg-turbo: grey, reduced", file -> Pixels.decode(file, reduced))
                .way("decode", file -> decoder.decode(file, Detail.REFERENCE.pictureSide()));
        for (Detail detail : Detail.values()) {
            medians.way("file to fingerprint, " + detail, file -> examiner.examine(file, detail));
        }
        medians.way("decode and global code only", this::globalCode);
        medians.measure(files, warmUp, rounds);
        double full = medians.millis().getOrDefault(FULL, 1.0);
        StringBuilder text = new StringBuilder(format(
                "## %s%n%n%d JPEG files, mean %,d kB.%n%n| step | CPU ms | ratio | images/s a core"
                        + " |%n|---|--:|--:|--:|%n",
                title,
                files.size(),
                files.stream().mapToInt(file -> file.length).sum() / files.size() / 1000));
        medians.millis()
                .forEach((step, millis) -> text.append(
                        format("| %s | %.2f | %.2f | %.0f |%n", step, millis, millis / full, 1000 / millis)));
        return text.append('\n')
                .append(profiles(files))
                .append(throughput(files))
                .toString();
    }

    private void globalCode(byte[] file) {
        if (decoder.decode(file, 128) instanceof Decoded decoded) {
            GreyPicture picture = decoded.picture();
            Pdq.of(picture);
        }
    }

    private String profiles(List<byte[]> files) throws InterruptedException {
        StringBuilder text = new StringBuilder("Where the time goes, by looking every millisecond:\n\n| step |");
        for (Detail detail : Detail.values()) {
            text.append(' ').append(detail).append(" |");
        }
        text.append("\n|---|").append("--:|".repeat(Detail.values().length)).append('\n');
        List<Profile> profiles = new ArrayList<>();
        for (Detail detail : Detail.values()) {
            profiles.add(Profile.of(() -> files.forEach(file -> examiner.examine(file, detail)), 4000));
        }
        for (String step : Profile.names()) {
            text.append("| ").append(step).append(" |");
            profiles.forEach(profile -> text.append(format(" %.1f %% |", profile.share(step) * 100)));
            text.append('\n');
        }
        return text.append('\n').toString();
    }

    /** Images a second by the clock, with one thread and with two. */
    private String throughput(List<byte[]> files) throws InterruptedException {
        double one = rate(files, 1);
        double two = rate(files, 2);
        return format(
                "By the clock, REFERENCE: %.0f images/s with one thread, %.0f with two (× %.2f).%n%n",
                one, two, two / one);
    }

    private double rate(List<byte[]> files, int threads) throws InterruptedException {
        AtomicLong done = new AtomicLong();
        long start = System.nanoTime();
        long end = start + 5_000_000_000L;
        List<Thread> running = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            running.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; System.nanoTime() < end; i++) {
                    examiner.examine(files.get(i % files.size()), Detail.REFERENCE);
                    done.incrementAndGet();
                }
            }));
        }
        for (Thread thread : running) {
            thread.join();
        }
        return done.get() * 1e9 / (System.nanoTime() - start);
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation is not on the class path
    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
