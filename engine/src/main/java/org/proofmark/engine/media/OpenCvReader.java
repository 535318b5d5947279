package org.proofmark.engine.media;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.proofmark.engine.media.Undecodable.Reason;

/**
 * OpenCV's decoders. They answer bad bytes with an empty matrix and a line on standard error, and native memory refused
 * with an exception.
 */
final class OpenCvReader {
    /** End of image: libjpeg, led by OpenCV, gives up on a cut JPEG unless one follows; then it fills the rest with grey. */
    static final byte[] JPEG_END = {(byte) 0xFF, (byte) 0xD9};

    static final byte[] NOTHING = {};

    static {
        opencv_core.setNumThreads(1); // pictures are decoded side by side, each by one thread
    }

    private OpenCvReader() {}

    /**
     * A JPEG as grey.
     *
     * @param shrink 1, 2, 4 or 8: how many times smaller, while decoding
     */
    static Optional<GreyPicture> jpeg(byte[] file, int shrink) throws RefusedFile {
        int flag = switch (shrink) {
            case 2 -> IMREAD_REDUCED_GRAYSCALE_2;
            case 4 -> IMREAD_REDUCED_GRAYSCALE_4;
            case 8 -> IMREAD_REDUCED_GRAYSCALE_8;
            default -> IMREAD_GRAYSCALE;
        };
        return read(file, JPEG_END, flag | IMREAD_IGNORE_ORIENTATION, OpenCvReader::grey);
    }

    /** Any other format as grey; transparency is dropped, so the hidden colours show. */
    static Optional<GreyPicture> opaque(byte[] file) throws RefusedFile {
        return read(file, NOTHING, IMREAD_GRAYSCALE | IMREAD_IGNORE_ORIENTATION, OpenCvReader::grey);
    }

    /** Any other format as grey; transparency is laid over white. */
    static Optional<GreyPicture> overWhite(byte[] file) throws RefusedFile {
        return read(file, NOTHING, IMREAD_UNCHANGED, OpenCvReader::grey);
    }

    /** What is taken out of native memory; the matrix is given back afterwards. */
    @FunctionalInterface
    interface Taken<T> {
        T from(Mat decoded) throws RefusedFile;
    }

    /** Whatever is wanted of the decoded file; empty where it could not be decoded. */
    static <T> Optional<T> read(byte[] file, byte[] end, int flags, Taken<T> taken) throws RefusedFile {
        int length = file.length + end.length;
        try (BytePointer bytes = new BytePointer(length);
                Mat encoded = new Mat(1, length, CV_8U, bytes)) {
            bytes.put(file, 0, file.length);
            bytes.getPointer(file.length).put(end, 0, end.length);
            try (Mat decoded = imdecode(encoded, flags)) {
                return decoded.empty() ? Optional.empty() : Optional.of(taken.from(decoded));
            }
        } catch (RuntimeException refused) {
            throw refusal(refused);
        }
    }

    private static RefusedFile refusal(RuntimeException refused) {
        String message = String.valueOf(refused.getMessage()).strip();
        int detail = message.indexOf("error:");
        String line = (detail < 0 ? message : message.substring(detail + 6).strip())
                .lines()
                .findFirst()
                .orElse("");
        return new RefusedFile(reason(message), "OpenCV: " + line);
    }

    private static Reason reason(String message) {
        if (message.contains("Insufficient memory") || message.contains("bad_alloc")) {
            return Reason.TOO_MUCH_MEMORY;
        }
        return message.contains("CV_IO_MAX_IMAGE") ? Reason.TOO_MANY_PIXELS : Reason.DAMAGED;
    }

    private static GreyPicture grey(Mat mat) throws RefusedFile {
        int width = mat.cols();
        int height = mat.rows();
        if (mat.channels() == 1 && mat.depth() == CV_8U) {
            byte[] pixels = new byte[width * height];
            try (BytePointer data = mat.data()) {
                data.get(pixels);
            }
            return new GreyPicture(width, height, pixels);
        }
        byte[] pixels = new byte[width * height];
        int[] samples = new int[width * mat.channels()];
        for (int y = 0; y < height; y++) {
            readRow(mat, y, samples);
            greyRow(samples, mat.channels(), pixels, y * width, width);
        }
        return new GreyPicture(width, height, pixels);
    }

    private static void readRow(Mat mat, int y, int[] samples) throws RefusedFile {
        try (BytePointer row = mat.ptr(y)) {
            if (mat.depth() == CV_8U) {
                byte[] bytes = new byte[samples.length];
                row.get(bytes);
                for (int i = 0; i < bytes.length; i++) {
                    samples[i] = bytes[i] & 255;
                }
            } else if (mat.depth() == CV_16U) {
                short[] shorts = new short[samples.length];
                try (ShortPointer wide = new ShortPointer(row)) {
                    wide.get(shorts);
                }
                for (int i = 0; i < shorts.length; i++) {
                    samples[i] = Luma.eightBits(shorts[i] & 0xFFFF);
                }
            } else {
                throw RefusedFile.damaged("OpenCV decoded it to samples of depth " + mat.depth());
            }
        }
    }

    /** OpenCV keeps blue, green, red, alpha. */
    private static void greyRow(int[] samples, int channels, byte[] pixels, int to, int width) {
        for (int x = 0, at = 0; x < width; x++, at += channels) {
            int grey = channels < 3 ? samples[at] : Luma.of(samples[at + 2], samples[at + 1], samples[at]);
            boolean alpha = channels == 2 || channels == 4;
            pixels[to + x] = (byte) (alpha ? Luma.overWhite(grey, samples[at + channels - 1]) : grey);
        }
    }
}
