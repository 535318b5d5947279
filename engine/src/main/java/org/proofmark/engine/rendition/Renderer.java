package org.proofmark.engine.rendition;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.proofmark.engine.media.BgrPicture;
import org.proofmark.engine.media.ColourDecoder;
import org.proofmark.engine.media.Decoded;
import org.proofmark.engine.media.MediaLimits;

/** Makes renditions of decoded files. Safe for use by several threads at once. */
public final class Renderer {
    private final ColourDecoder decoder;

    /** A renderer for files within these limits. */
    public Renderer(MediaLimits limits) {
        decoder = new ColourDecoder(limits);
    }

    /**
     * Decodes a file once more, in colour, and makes the renditions ordered.
     *
     * @param file the whole file; not changed
     * @param seen what the decoder made of it
     */
    public Renditions render(byte[] file, Decoded seen, RenditionOrder order) {
        if (order.isEmpty()) {
            return Renditions.NONE;
        }
        List<Rendition> all = new ArrayList<>();
        BgrPicture picture = decoder.decode(file, seen, order.longSides().getFirst());
        for (int side : order.sidesFor(picture.longSide())) {
            picture = picture.down(side);
            byte[] webp = webp(picture, order.quality());
            if (webp.length <= order.mostBytes()) {
                all.add(new Rendition(picture.width(), picture.height(), webp));
            }
        }
        return new Renditions(picture.mean(), all);
    }

    /** By libwebp through OpenCV, which writes nothing but the picture. */
    private static byte[] webp(BgrPicture picture, int quality) {
        try (BytePointer samples = new BytePointer(picture.samples());
                Mat mat = new Mat(picture.height(), picture.width(), CV_8UC3, samples);
                IntPointer how = new IntPointer(IMWRITE_WEBP_QUALITY, quality);
                BytePointer file = new BytePointer()) {
            if (!imencode(".webp", mat, file, how)) {
                throw new IllegalStateException(
                        "libwebp did not encode %d × %d pixels".formatted(picture.width(), picture.height()));
            }
            byte[] bytes = new byte[(int) file.limit()];
            file.get(bytes);
            return bytes;
        }
    }
}
