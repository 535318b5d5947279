package org.proofmark.bench.portal;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A disk that fills up while files come in: by the uploads themselves up to the reserve, then by something else to the last byte.
 * Then there is room again, and the same uploads go on in the same process.
 */
public final class FullDisk {
    private static final int RESERVE_MEGABYTES = 48;
    private static final int FILE_BYTES = 3 << 20;
    private static final int MOST_FILES = 60;
    private static final int TRIES_WHEN_FULL = 10;
    private static final int TRIES_AFTER = 120;

    private final Path disk;
    private final Path out;
    private final MadeFiles files;
    private final Tally tally = new Tally();
    private final List<Sending> sent = new ArrayList<>();

    /**
     * Touches nothing yet.
     *
     * @param disk a file system of a few hundred megabytes, empty
     * @param out where settings and what the portal said are kept, on another
     */
    public FullDisk(Path disk, Path out, MadeFiles files) {
        this.disk = disk;
        this.out = out;
        this.files = files;
    }

    /**
     * What happened.
     *
     * @param refusal the answer that told there is no room
     * @param works in the end
     */
    public record Report(String refusal, int uploads, int works, List<String> failures) {}

    public Report run() throws IOException, InterruptedException {
        Path settings = Files.writeString(
                out.resolve("full.properties"), "proofmark.reserve=%dMB\n".formatted(RESERVE_MEGABYTES));
        Path data = Files.createDirectories(disk.resolve("data"));
        PortalProcess portal = PortalProcess.start(data, settings, List.of("-Xmx512m"), out.resolve("serve.txt"));
        try (HttpClient http = HttpClient.newHttpClient()) {
            String address = portal.address();
            Visitor visitor = Visitor.administrator(http, portal.startLink(), "bench@example.org");
            visitor.moveTo(address);
            Path ballast = disk.resolve("ballast");
            fill(ballast, (RESERVE_MEGABYTES + 24L) << 20);
            String refusal = sendUntilRefused(visitor);
            fill(ballast, 0);
            for (int tried = 0; tried < TRIES_WHEN_FULL; tried++) {
                tryAll(visitor);
                Thread.sleep(300);
            }
            Files.delete(ballast);
            goOn(visitor);
            new Aftermath(sent, tally).askOverHttp(visitor);
            long works = sent.stream().filter(Sending::isWhole).count();
            return new Report(refusal, sent.size(), (int) works, tally.failures());
        } finally {
            portal.killAll();
        }
    }

    /** Takes room until only so many bytes are free. */
    private void fill(Path ballast, long left) throws IOException {
        byte[] block = new byte[1 << 16];
        try (var grown = Files.newOutputStream(
                ballast, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND)) {
            while (Files.getFileStore(disk).getUsableSpace() > left) {
                grown.write(block);
            }
        } catch (IOException full) {
            if (left > 0) {
                throw full;
            }
        }
    }

    private String sendUntilRefused(Visitor visitor) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(1);
        for (int number = 0; number < MOST_FILES; number++) {
            byte[] picture = files.models(number + 1).getLast();
            byte[] padded = Arrays.copyOf(picture, FILE_BYTES); // what follows the picture's end is no part of it
            Sending sending = new Sending(
                    UUID.randomUUID(), new MadeFile(number, MadeFile.Kind.PICTURE, padded, List.of()), tally);
            sent.add(sending);
            try {
                sending.goOn(visitor, random);
            } catch (IOException refused) {
                return String.valueOf(refused.getMessage());
            }
        }
        throw new IOException("the disk did not become full");
    }

    /** No room at all: whatever is answered, it acknowledges nothing that does not stay. */
    private void tryAll(Visitor visitor) throws InterruptedException {
        try {
            sent.getLast().goOn(visitor, new SplittableRandom(2));
        } catch (IOException refused) {
            tally.unserved();
        }
        try {
            HttpResponse<String> page = visitor.get("/photos");
            if (page.statusCode() >= 500) {
                tally.unserved();
            }
        } catch (IOException refused) {
            tally.unserved();
        }
    }

    private void goOn(Visitor visitor) throws InterruptedException, IOException {
        for (Sending sending : sent) {
            for (int tried = 0; !sending.isWhole(); tried++) {
                try {
                    sending.goOn(visitor, new SplittableRandom(3));
                } catch (IOException notYet) {
                    if (tried == TRIES_AFTER) {
                        throw notYet;
                    }
                    Thread.sleep(500);
                }
            }
        }
    }
}
