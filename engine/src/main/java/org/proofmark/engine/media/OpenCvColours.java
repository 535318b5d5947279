package org.proofmark.engine.media;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;

import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Pictures in colour by OpenCV's decoders, made smaller before they leave native memory. */
final class OpenCvColours {
    /** 16 bits to 8: 65535 becomes 255. */
    private static final double EIGHT_OF_SIXTEEN = 1 / 257.0;

    private OpenCvColours() {}

    /**
     * A JPEG.
     *
     * @param shrink 1, 2, 4 or 8: how many times smaller, while decoding
     */
    static Optional<BgrPicture> jpeg(byte[] file, int shrink, int longSide) throws RefusedFile {
        int flag = switch (shrink) {
            case 2 -> IMREAD_REDUCED_COLOR_2;
            case 4 -> IMREAD_REDUCED_COLOR_4;
            case 8 -> IMREAD_REDUCED_COLOR_8;
            default -> IMREAD_COLOR;
        };
        return OpenCvReader.read(
                file, OpenCvReader.JPEG_END, flag | IMREAD_IGNORE_ORIENTATION, mat -> small(mat, longSide));
    }

    /** Any other format; transparency is dropped, so the hidden colours show. */
    static Optional<BgrPicture> opaque(byte[] file, int longSide) throws RefusedFile {
        return OpenCvReader.read(
                file,
                OpenCvReader.NOTHING,
                IMREAD_COLOR | IMREAD_IGNORE_ORIENTATION,
                decoded -> small(decoded, longSide));
    }

    /** Any other format, of 1 to 4 channels of 8 or 16 bits; transparency is laid over white. */
    static Optional<BgrPicture> overWhite(byte[] file, int longSide) throws RefusedFile {
        return OpenCvReader.read(file, OpenCvReader.NOTHING, IMREAD_UNCHANGED, decoded -> {
            if (decoded.depth() == CV_16U) {
                decoded.convertTo(decoded, CV_8U, EIGHT_OF_SIXTEEN, 0);
            }
            if (decoded.depth() != CV_8U) {
                throw RefusedFile.damaged("OpenCV decoded it to samples of depth " + decoded.depth());
            }
            if (decoded.channels() == 4) {
                layOverWhite(decoded);
            }
            return small(decoded, longSide);
        });
    }

    /** Changes the colours in place: a second matrix of this size might be too much. */
    private static void layOverWhite(Mat bgra) {
        byte[] samples = new byte[4 * bgra.cols()];
        for (int y = 0; y < bgra.rows(); y++) {
            try (BytePointer row = bgra.ptr(y)) {
                row.get(samples);
                Colours.overWhite(samples, 4);
                row.put(samples);
            }
        }
    }

    /** A picture made smaller. */
    static BgrPicture down(BgrPicture picture, int longSide) {
        try (BytePointer samples = new BytePointer(picture.samples());
                Mat mat = new Mat(picture.height(), picture.width(), CV_8UC3, samples)) {
            return small(mat, longSide);
        }
    }

    private static BgrPicture small(Mat decoded, int longSide) {
        double factor = longSide / (double) Math.max(decoded.cols(), decoded.rows());
        if (factor >= 1) {
            return picture(decoded);
        }
        int width = Math.max(1, (int) Math.round(decoded.cols() * factor));
        int height = Math.max(1, (int) Math.round(decoded.rows() * factor));
        try (Mat small = new Mat();
                Size size = new Size(width, height)) {
            opencv_imgproc.resize(decoded, small, size, 0, 0, INTER_AREA);
            return picture(small);
        }
    }

    /** Of grey, BGR or, where it lies over white by now, BGRA. */
    private static BgrPicture picture(Mat mat) {
        if (mat.channels() == 3) {
            return copied(mat);
        }
        try (Mat bgr = new Mat()) {
            opencv_imgproc.cvtColor(mat, bgr, mat.channels() == 1 ? COLOR_GRAY2BGR : COLOR_BGRA2BGR);
            return copied(bgr);
        }
    }

    private static BgrPicture copied(Mat bgr) {
        byte[] samples = new byte[3 * bgr.cols() * bgr.rows()];
        try (BytePointer data = bgr.data()) {
            data.get(samples);
        }
        return new BgrPicture(bgr.cols(), bgr.rows(), samples);
    }
}
