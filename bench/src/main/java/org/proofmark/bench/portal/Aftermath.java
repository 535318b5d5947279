package org.proofmark.bench.portal;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proofmark.portal.PortalOptions;
import org.proofmark.portal.RunningPortal;

/** What is left of what was acknowledged: asked as a person asks, and then looked up behind the pages. */
final class Aftermath {
    private static final Pattern UPLOAD = Pattern.compile(
            "\\{\"id\":\"([0-9a-f-]{36})\"[^{}]*?\"state\":\"(\\w+)\"(?:,\"work\":(?:\"([0-9a-f-]{36})\"|null))?");

    private static final Set<String> ON_THEIR_WAY = Set.of("receiving", "processing");
    private static final int AT_ONCE = 50;
    private static final long PATIENCE_NANOS = 600_000_000_000L;

    private final List<Sending> sent;
    private final Tally tally;
    private final Set<String> expected = new HashSet<>();

    Aftermath(List<Sending> sent, Tally tally) {
        this.sent = sent;
        this.tally = tally;
    }

    /** What is there, and how much nobody named before and after the sweep. */
    record Found(int works, int orphansBefore, int orphansAfter) {}

    /** What became of an upload, as the API tells it. */
    private record Fate(String state, Optional<String> work) {}

    /** Waits until all have ended. */
    void await(Visitor visitor) throws IOException, InterruptedException {
        fates(visitor, sent.stream().map(Sending::id).toList());
    }

    void askOverHttp(Visitor visitor) throws IOException, InterruptedException {
        Map<UUID, byte[]> pictures = new HashMap<>();
        for (Sending sending : sent) {
            MadeFile file = sending.file();
            switch (file.kind()) {
                case PICTURE, MODEL, DUPLICATE -> pictures.put(sending.id(), file.bytes());
                case BROKEN -> {}
                case ARCHIVE -> {
                    for (int entry = 0; entry < file.inside().size(); entry++) {
                        pictures.put(inside(sending.id(), entry), file.inside().get(entry));
                    }
                }
            }
        }
        checkOthers(fates(visitor, sent.stream().map(Sending::id).toList()));
        checkPictures(visitor, pictures, fates(visitor, List.copyOf(pictures.keySet())));
    }

    /** The portal gives a file of an archive this id, so that taking it out twice is taking it out once. */
    private static UUID inside(UUID archive, int entry) {
        return UUID.nameUUIDFromBytes((archive + "/" + entry).getBytes(StandardCharsets.UTF_8));
    }

    private void checkOthers(Map<UUID, Fate> fates) {
        for (Sending sending : sent) {
            String state = Optional.ofNullable(fates.get(sending.id()))
                    .map(Fate::state)
                    .orElse("nothing");
            boolean right = switch (sending.file().kind()) {
                case PICTURE, MODEL, DUPLICATE ->
                    Set.of("registered", "near_duplicate", "duplicate").contains(state);
                case BROKEN -> state.equals("refused");
                case ARCHIVE -> state.equals("unpacked");
            };
            if (!right) {
                tally.fail("%s %s became %s".formatted(sending.file().name(), sending.id(), state));
            }
        }
    }

    private void checkPictures(Visitor visitor, Map<UUID, byte[]> pictures, Map<UUID, Fate> fates)
            throws IOException, InterruptedException {
        Set<String> compared = new HashSet<>();
        for (Map.Entry<UUID, byte[]> picture : pictures.entrySet()) {
            expected.add(Inside.hex(picture.getValue()));
            Optional<String> work =
                    Optional.ofNullable(fates.get(picture.getKey())).flatMap(Fate::work);
            if (work.isEmpty()) {
                tally.fail("upload %s is no work: %s".formatted(picture.getKey(), fates.get(picture.getKey())));
            } else if (compared.add(work.get() + Inside.hex(picture.getValue()))) {
                HttpResponse<byte[]> original = visitor.bytes("/photos/%s/original".formatted(work.get()));
                if (original.statusCode() != 200 || !Arrays.equals(original.body(), picture.getValue())) {
                    tally.fail("work %s gives another file: %d".formatted(work.get(), original.statusCode()));
                }
            }
        }
    }

    /** Asks until all of them have ended. */
    private Map<UUID, Fate> fates(Visitor visitor, List<UUID> ids) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        Map<UUID, Fate> fates = new HashMap<>();
        while (true) {
            for (int from = 0; from < ids.size(); from += AT_ONCE) {
                ask(visitor, ids.subList(from, Math.min(ids.size(), from + AT_ONCE)), fates);
            }
            boolean ended = fates.values().stream().noneMatch(fate -> ON_THEIR_WAY.contains(fate.state()));
            if (ended && fates.size() == ids.size() || System.nanoTime() > end) {
                return fates;
            }
            Thread.sleep(300);
        }
    }

    private static void ask(Visitor visitor, List<UUID> ids, Map<UUID, Fate> fates)
            throws IOException, InterruptedException {
        List<UUID> open = ids.stream()
                .filter(id -> !fates.containsKey(id)
                        || ON_THEIR_WAY.contains(fates.get(id).state()))
                .toList();
        if (open.isEmpty()) {
            return;
        }
        String query = String.join(",", open.stream().map(UUID::toString).toList());
        Matcher told =
                UPLOAD.matcher(visitor.get("/api/v1/uploads?ids=" + query).body());
        while (told.find()) {
            fates.put(UUID.fromString(told.group(1)), new Fate(told.group(2), Optional.ofNullable(told.group(3))));
        }
    }

    /** Starts the portal in this process, sweeps, and compares files, rows and index. */
    Found lookInside(Path data, Path settings) throws IOException {
        try (RunningPortal portal =
                RunningPortal.start(new PortalOptions(0, data, Optional.empty(), Optional.of(settings)))) {
            return new Inside(portal, data, tally).compare(expected);
        }
    }
}
