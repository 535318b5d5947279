package org.proofmark.bench.edit;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.proofmark.engine.media.GreyPicture;

/** Pictures between Java2D and OpenCV: all of one type, three bytes a pixel, blue first. */
public final class Pixels {
    static {
        opencv_core.setNumThreads(1);
    }

    private Pixels() {}

    /** A picture of one colour. */
    public static BufferedImage blank(int width, int height, Color colour) {
        BufferedImage blank = new BufferedImage(Math.max(1, width), Math.max(1, height), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = blank.createGraphics();
        pen.setColor(colour);
        pen.fillRect(0, 0, width, height);
        pen.dispose();
        return blank;
    }

    /**
     * Decodes a file.
     *
     * @throws IllegalArgumentException if OpenCV cannot
     */
    public static BufferedImage read(byte[] file) {
        try (var _ = new PointerScope();
                Mat bytes = new Mat(new BytePointer(file), false)) {
            Mat picture = opencv_imgcodecs.imdecode(bytes, opencv_imgcodecs.IMREAD_COLOR);
            if (picture.empty()) {
                throw new IllegalArgumentException("not a picture OpenCV reads: " + file.length + " bytes");
            }
            return image(picture);
        }
    }

    /**
     * Decodes a file with OpenCV and drops the picture.
     *
     * @param mode one of OpenCV's IMREAD_…
     * @return the picture's width
     */
    public static int decode(byte[] file, int mode) {
        try (var _ = new PointerScope();
                Mat bytes = new Mat(new BytePointer(file), false)) {
            return opencv_imgcodecs.imdecode(bytes, mode).cols();
        }
    }

    /** Decodes a file in grey, no larger than a long side. */
    public static GreyPicture grey(byte[] file, int longSide) {
        try (var _ = new PointerScope();
                Mat bytes = new Mat(new BytePointer(file), false)) {
            Mat picture = opencv_imgcodecs.imdecode(bytes, opencv_imgcodecs.IMREAD_GRAYSCALE);
            if (picture.empty()) {
                throw new IllegalArgumentException("not a picture OpenCV reads: " + file.length + " bytes");
            }
            double factor = longSide / (double) Math.max(picture.cols(), picture.rows());
            if (factor < 1) {
                Mat small = new Mat();
                opencv_imgproc.resize(picture, small, new Size(), factor, factor, opencv_imgproc.INTER_AREA);
                picture = small;
            }
            byte[] pixels = new byte[picture.cols() * picture.rows()];
            picture.data().get(pixels);
            return new GreyPicture(picture.cols(), picture.rows(), pixels);
        }
    }

    /** A grey picture for OpenCV. */
    public static Mat mat(GreyPicture picture) {
        Mat mat = new Mat(picture.height(), picture.width(), CV_8UC1);
        mat.data().put(picture.pixels());
        return mat;
    }

    /** A JPEG file of the picture. */
    public static byte[] jpeg(BufferedImage picture, int quality) {
        return encode(picture, ".jpg", opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality);
    }

    /** A PNG file of the picture. */
    public static byte[] png(BufferedImage picture) {
        return encode(picture, ".png", opencv_imgcodecs.IMWRITE_PNG_COMPRESSION, 3);
    }

    private static byte[] encode(BufferedImage picture, String form, int setting, int value) {
        try (var _ = new PointerScope()) {
            BytePointer out = new BytePointer();
            opencv_imgcodecs.imencode(form, mat(picture), out, new IntPointer(setting, value));
            byte[] file = new byte[(int) out.limit()];
            out.get(file);
            return file;
        }
    }

    /** Resized, smoothly in either direction. */
    public static BufferedImage resized(BufferedImage picture, int width, int height) {
        int w = Math.max(1, width);
        int h = Math.max(1, height);
        boolean smaller = (long) w * h < (long) picture.getWidth() * picture.getHeight();
        return through(picture, mat -> {
            Mat out = new Mat();
            opencv_imgproc.resize(
                    mat, out, new Size(w, h), 0, 0, smaller ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_CUBIC);
            return out;
        });
    }

    /** Resized to a long side. */
    public static BufferedImage longSide(BufferedImage picture, int pixels) {
        double factor = pixels / (double) Math.max(picture.getWidth(), picture.getHeight());
        return scaled(picture, factor);
    }

    /** Resized by a factor. */
    public static BufferedImage scaled(BufferedImage picture, double factor) {
        return resized(
                picture, (int) Math.round(picture.getWidth() * factor), (int) Math.round(picture.getHeight() * factor));
    }

    /** A part of a picture, copied. */
    static BufferedImage part(BufferedImage picture, int x, int y, int width, int height) {
        BufferedImage part = blank(width, height, Color.BLACK);
        Graphics2D pen = part.createGraphics();
        pen.drawImage(picture, -x, -y, null);
        pen.dispose();
        return part;
    }

    static BufferedImage copy(BufferedImage picture) {
        return part(picture, 0, 0, picture.getWidth(), picture.getHeight());
    }

    /** The middle of a picture, cut and resized to fill a size. */
    static BufferedImage filling(BufferedImage picture, int width, int height) {
        double factor = Math.max(width / (double) picture.getWidth(), height / (double) picture.getHeight());
        int w = (int) Math.min(picture.getWidth(), Math.round(width / factor));
        int h = (int) Math.min(picture.getHeight(), Math.round(height / factor));
        return resized(part(picture, (picture.getWidth() - w) / 2, (picture.getHeight() - h) / 2, w, h), width, height);
    }

    /** A pen that draws smooth edges. */
    static Graphics2D pen(BufferedImage picture) {
        Graphics2D pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        return pen;
    }

    /** Sends a picture through OpenCV. */
    static BufferedImage through(BufferedImage picture, UnaryOperator<Mat> work) {
        try (var _ = new PointerScope()) {
            return image(work.apply(mat(picture)));
        }
    }

    private static Mat mat(BufferedImage picture) {
        Mat mat = new Mat(picture.getHeight(), picture.getWidth(), CV_8UC3);
        mat.data().put(bytes(picture));
        return mat;
    }

    /** The bytes of a picture, to read or to change. */
    static byte[] bytes(BufferedImage picture) {
        return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    }

    private static BufferedImage image(Mat mat) {
        BufferedImage image = new BufferedImage(mat.cols(), mat.rows(), BufferedImage.TYPE_3BYTE_BGR);
        mat.data().get(bytes(image));
        return image;
    }
}
