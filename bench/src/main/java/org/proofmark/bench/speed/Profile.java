package org.proofmark.bench.speed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Which step a thread is in, by looking every millisecond. A step is known by the class that does it; the innermost on the
 * stack counts.
 */
final class Profile {
    private static final Map<String, String> STEPS = steps();
    private static final String OTHER = "other";

    private final Map<String, Integer> seen = new LinkedHashMap<>();
    private int looks;

    /** Runs work again and again for a while, and watches it. */
    static Profile of(Runnable work, long millis) throws InterruptedException {
        Profile profile = new Profile();
        AtomicBoolean done = new AtomicBoolean();
        Thread worker = Thread.ofPlatform().name("profiled").start(() -> {
            while (!done.get()) {
                work.run();
            }
        });
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end) {
            Thread.sleep(1);
            profile.look(worker.getStackTrace());
        }
        done.set(true);
        worker.join();
        return profile;
    }

    private void look(StackTraceElement[] stack) {
        looks++;
        for (StackTraceElement frame : stack) {
            String name = frame.getClassName();
            String step = STEPS.get(name.substring(name.lastIndexOf('.') + 1).replaceAll("\\$.*", ""));
            if (step != null) {
                seen.merge(step, 1, Integer::sum);
                return;
            }
        }
        seen.merge(OTHER, 1, Integer::sum);
    }

    /** Share of the time seen in a step, 0 to 1. */
    double share(String step) {
        return seen.getOrDefault(step, 0) / (double) Math.max(1, looks);
    }

    /** The names of the steps in the order they are done. */
    static List<String> names() {
        return Stream.concat(STEPS.values().stream().distinct(), Stream.of(OTHER))
                .toList();
    }

    private static Map<String, String> steps() {
        Map<String, String> steps = new LinkedHashMap<>();
        steps.put("Decoder", "decode");
        steps.put("Scaler", "scale");
        steps.put("ScaleSpace", "scale space");
        steps.put("Detector", "detect");
        steps.put("Describer", "describe");
        steps.put("Quantiser", "quantise");
        steps.put("Pdq", "global code");
        steps.put("Thumbnails", "thumbnail");
        return steps;
    }
}
