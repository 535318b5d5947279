package org.proofmark.bench.accuracy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.proofmark.bench.edit.Dress;
import org.proofmark.bench.edit.Pictures;

/**
 * Pairs that are alike and no copies. Of each group every second picture is registered, the others are asked:
 *
 * <ul>
 *   <li>scenes: other shots of one castle, fountain, street;
 *   <li>camera traps: other places, with the camera's strip of date and logo;
 *   <li>graphics: screenshots, interfaces, gradients against each other;
 *   <li>clothing: unrelated photos of clothes against each other;
 *   <li>shared print: unrelated photos under the same logo, caption, watermark or agency's frame.
 * </ul>
 */
final class LookAlikes {
    private static final int CLOTHING = 600;
    private static final int PRINTED = 240;

    private final Pictures pool;
    private final long seed;
    private final Map<String, Supplier<byte[]>> works = new LinkedHashMap<>();
    private final List<Query> queries = new ArrayList<>();
    private final Map<String, Integer> registered = new TreeMap<>();
    private final Map<String, Integer> asked = new TreeMap<>();

    LookAlikes(Pictures scenes, Pictures graphics, Pictures distractors, long seed) {
        this.pool = distractors;
        this.seed = seed;
        scenes.files().forEach(file -> add(scene(file), file));
        graphics.files().forEach(file -> add("graphics", file));
        distractors.sample(CLOTHING, seed, "clothing").forEach(file -> add("clothing", file));
        for (int print = 0; print < Dress.PRINTS.size(); print++) {
            String group = "shared " + Dress.PRINTS.get(print);
            for (Path file : distractors.sample(PRINTED / Dress.PRINTS.size(), seed, group)) {
                printed(group, print, file);
            }
        }
    }

    private void add(String group, Path file) {
        if (isWork(group)) {
            works.put(group + '/' + Pictures.name(file), () -> Pictures.bytes(file));
        } else {
            queries.add(Query.unrelated(group, Pictures.name(file), () -> Pictures.bytes(file)));
        }
    }

    private void printed(String group, int print, Path file) {
        if (isWork(group)) {
            works.put(group + '/' + Pictures.name(file), () -> Dress.printed(file, print, pool, seed));
        } else {
            queries.add(Query.unrelated(group, Pictures.name(file), () -> Dress.printed(file, print, pool, seed)));
        }
    }

    /** Every second of a group, the first included. */
    private boolean isWork(String group) {
        boolean work = registered.getOrDefault(group, 0) <= asked.getOrDefault(group, 0);
        (work ? registered : asked).merge(group, 1, Integer::sum);
        return work;
    }

    Map<String, Supplier<byte[]>> works() {
        return works;
    }

    List<Query> queries() {
        return queries;
    }

    List<String> groups() {
        return List.copyOf(registered.keySet());
    }

    /** Number of pairs of a group's works and queries. */
    int pairs(String group) {
        return registered.getOrDefault(group, 0) * asked.getOrDefault(group, 0);
    }

    /** Whether a group shows one scene in several shots. */
    static boolean isScene(String group) {
        return group.startsWith("scene ");
    }

    /** The group of a registered name. */
    static String group(String reference) {
        return reference.substring(0, Math.max(0, reference.indexOf('/')));
    }

    private static String scene(Path file) {
        String name = Pictures.name(file);
        String scene = name.substring(0, name.indexOf('-'));
        return scene.equals("lookalike") ? "shared camera's strip" : "scene " + scene;
    }
}
