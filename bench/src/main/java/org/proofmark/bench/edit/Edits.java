package org.proofmark.bench.edit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** All edits that are measured: {@link #all()} alone, then composed. */
public final class Edits {
    private static final List<Edit> ALONE = List.of(
            saved("jpeg-80", FileForm.JPEG_80),
            saved("jpeg-40", FileForm.JPEG_40),
            saved("jpeg-20", FileForm.JPEG_20),
            saved("jpeg-10", FileForm.JPEG_10),
            edit("quarter-area", Sizes.area(1 / 4.0)),
            edit("sixteenth-area", Sizes.area(1 / 16.0)),
            edit("long-side-200", Sizes.longSide(200)),
            edit("long-side-150", Sizes.longSide(150)),
            edit("long-side-120", Sizes.longSide(120)),
            edit("long-side-100", Sizes.longSide(100)),
            edit("crop-80", Sizes.crop(0.8)),
            edit("crop-60", Sizes.crop(0.6)),
            edit("crop-40", Sizes.crop(0.4)),
            edit("crop-25", Sizes.crop(0.25)),
            edit("crop-15", Sizes.crop(0.15)),
            hard("crop-10", Sizes.crop(0.1)),
            hard("crop-5", Sizes.crop(0.05)),
            edit("border", Frames::border),
            edit("letterbox", Frames::letterbox),
            edit("rounded", Frames::rounded),
            edit("circle", Frames::circle),
            edit("agency-frame", Frames::agency),
            edit("stretch-wide", Sizes.stretch(1.3, 1)),
            edit("stretch-tall", Sizes.stretch(1, 1.3)),
            edit("embed-50", Contexts.embed(0.5)),
            edit("embed-30", Contexts.embed(0.3)),
            edit("embed-20", Contexts.embed(0.2)),
            edit("embed-10", Contexts.embed(0.1)),
            hard("embed-5", Contexts.embed(0.05)),
            hard("embed-3", Contexts.embed(0.03)),
            edit("collage-2x2", Contexts.collage(2)),
            edit("collage-3x3", Contexts.collage(3)),
            hard("collage-4x4", Contexts.collage(4)),
            edit("caption", Prints::caption),
            edit("meme", Prints::meme),
            edit("logo", Prints::logo),
            edit("watermark", Prints::watermark),
            edit("mirror", Turns::mirrored),
            edit("rotate-3", Turns.rotate(3)),
            edit("rotate-10", Turns.rotate(10)),
            edit("rotate-30", Turns.rotate(30)),
            edit("rotate-45", Turns.rotate(45)),
            edit("rotate-90", Turns.rotate(90)),
            edit("rotate-180", Turns.rotate(180)),
            edit("blur", Tones::blur),
            edit("noise", Tones::noise),
            edit("sharpen", Tones::sharpen),
            edit("grey", Tones::grey),
            edit("sepia", Tones::sepia),
            edit("hue", Tones::hue),
            edit("contrast", Tones::contrast),
            edit("filter", Tones::filter),
            edit("inverted", Tones::inverted),
            edit("screen-photo", Turns::screenPhoto),
            edit("browser", Contexts::browser),
            edit("phone", Contexts::phone),
            edit("half-masked", Prints::halfMasked),
            edit("emoji", Prints::emoji),
            edit("sticker", Prints::sticker),
            saved("gif-32", FileForm.GIF),
            saved("png-64", FileForm.PALETTE_PNG));

    /** What may be composed: one of a row, in the order of the rows. */
    private static final List<List<Act>> ROWS = List.of(
            List.of(Tones::grey, Tones::sepia, Tones::hue, Tones::contrast, Tones::filter),
            List.of(Sizes.crop(0.8), Sizes.crop(0.6), Sizes.crop(0.4)),
            List.of(Turns::mirrored, Turns.rotate(3), Turns.rotate(10), Turns.rotate(90), Sizes.stretch(1.3, 1)),
            List.of(Prints::caption, Prints::meme, Prints::logo, Prints::watermark, Prints::emoji, Prints::sticker),
            List.of(Frames::border, Frames::letterbox, Frames::rounded, Frames::agency),
            List.of(Contexts.embed(0.5), Contexts.embed(0.3), Contexts.collage(2), Contexts::browser, Contexts::phone),
            List.of(Tones::blur, Tones::noise, Tones::sharpen, Sizes.area(1 / 4.0)));

    private Edits() {}

    /** Alone, then two to five composed. */
    public static List<Edit> all() {
        List<Edit> all = new ArrayList<>(ALONE);
        for (int count = 2; count <= 5; count++) {
            all.add(new Edit("composed-" + count, false, composed(count), FileForm.JPEG_80));
        }
        return List.copyOf(all);
    }

    /**
     * Those with the given names, or all if none is given.
     *
     * @throws IllegalArgumentException if there is no edit of a name
     */
    public static List<Edit> named(List<String> names) {
        List<Edit> all = all();
        for (String name : names) {
            if (all.stream().noneMatch(edit -> edit.name().equals(name))) {
                throw new IllegalArgumentException("no edit \"%s\"; there are %s"
                        .formatted(name, all.stream().map(Edit::name).toList()));
            }
        }
        return names.isEmpty()
                ? all
                : all.stream().filter(edit -> names.contains(edit.name())).toList();
    }

    private static Act composed(int count) {
        return (picture, scene) -> {
            List<Integer> rows =
                    new ArrayList<>(IntStream.range(0, ROWS.size()).boxed().toList());
            Collections.shuffle(rows, new Random(scene.chance().nextLong()));
            Act act = (unchanged, here) -> unchanged;
            for (int row : rows.subList(0, count).stream().sorted().toList()) {
                act = act.then(scene.any(ROWS.get(row)));
            }
            return act.on(picture, scene);
        };
    }

    private static Edit edit(String name, Act act) {
        return new Edit(name, false, act, FileForm.JPEG_85);
    }

    private static Edit hard(String name, Act act) {
        return new Edit(name, true, act, FileForm.JPEG_85);
    }

    private static Edit saved(String name, FileForm form) {
        return new Edit(name, false, (picture, scene) -> picture, form);
    }
}
