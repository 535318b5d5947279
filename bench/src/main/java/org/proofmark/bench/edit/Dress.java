package org.proofmark.bench.edit;

import java.nio.file.Path;
import java.util.List;

/** What copies wear, worn by pictures that are no copies: the same captions, logos, frames and screens. */
public final class Dress {
    private static final List<Act> WORN = List.of(
            Prints::caption,
            Prints::meme,
            Prints::logo,
            Prints::watermark,
            Prints::emoji,
            Prints::sticker,
            Frames::border,
            Frames::rounded,
            Frames::circle,
            Frames::agency,
            Contexts::browser,
            Contexts::phone,
            Contexts.collage(2),
            Contexts.embed(0.3));

    /** What {@link #printed} prints, by number. */
    public static final List<String> PRINTS = List.of("logo", "caption", "watermark", "frame");

    private static final List<Act> PRINTED = List.of(Prints::logo, Prints::caption, Prints::watermark, Frames::agency);

    private Dress() {}

    /** The picture in one of fourteen dresses. */
    public static byte[] worn(Path picture, Pictures others, long seed) {
        return file(WORN, picture, others, seed, "dress");
    }

    /**
     * The picture in the agency's frame, or under the same logo, caption or watermark as others.
     *
     * @param which number in {@link #PRINTS}
     */
    public static byte[] printed(Path picture, int which, Pictures others, long seed) {
        return file(List.of(PRINTED.get(which)), picture, others, seed, "print");
    }

    private static byte[] file(List<Act> acts, Path picture, Pictures others, long seed, String purpose) {
        Scene scene = new Scene(Edit.chance(seed, Pictures.name(picture), purpose), others);
        return FileForm.JPEG_85.file(scene.any(acts).on(Pixels.read(Pictures.bytes(picture)), scene));
    }
}
