package org.proofmark.engine.fingerprint;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.proofmark.engine.media.GreyPicture;

/** The small grey pictures kept with fingerprints, as JPEG. Reads only what the engine itself wrote. */
public final class Thumbnails {
    private static final int QUALITY = 70;

    private Thumbnails() {}

    /** Writes a picture as grey JPEG. */
    public static byte[] encode(GreyPicture picture) {
        try (BytePointer pixels = new BytePointer(picture.pixels());
                Mat image = new Mat(picture.height(), picture.width(), CV_8UC1, pixels);
                BytePointer out = new BytePointer();
                IntPointer settings = new IntPointer(IMWRITE_JPEG_QUALITY, QUALITY)) {
            if (!imencode(".jpg", image, out, settings)) {
                throw new IllegalStateException(
                        "cannot write a JPEG of %d × %d pixels".formatted(picture.width(), picture.height()));
            }
            byte[] file = new byte[(int) out.limit()];
            out.get(file);
            return file;
        }
    }

    /**
     * Reads a picture that {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes are no such picture
     */
    public static GreyPicture decode(byte[] file) {
        try (BytePointer bytes = new BytePointer(file);
                Mat whole = new Mat(1, file.length, CV_8UC1, bytes);
                Mat image = imdecode(whole, IMREAD_GRAYSCALE)) {
            if (image.empty()) {
                throw new IllegalArgumentException("not a thumbnail: %d bytes that are no JPEG".formatted(file.length));
            }
            byte[] pixels = new byte[image.rows() * image.cols()];
            image.data().get(pixels);
            return new GreyPicture(image.cols(), image.rows(), pixels);
        }
    }
}
