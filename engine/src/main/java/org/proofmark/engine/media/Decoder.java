package org.proofmark.engine.media;

import static org.proofmark.engine.media.Undecodable.Reason.DAMAGED;
import static org.proofmark.engine.media.Undecodable.Reason.NOT_AN_IMAGE;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/**
 * Decodes files of every known format into upright grey pictures.
 *
 * <p>Runs in the calling thread, cannot be interrupted and knows no clock: foreign bytes belong into a worker process
 * ({@link org.proofmark.engine.worker.WorkerPool}), where {@link MediaLimits#time()} and
 * {@link MediaLimits#workerMemoryMegabytes()} are enforced from outside. Safe for use by several threads at once.
 */
public final class Decoder {
    private final MediaLimits limits;
    private final FormatDecoder jpeg;
    private final FormatDecoder png;
    private final FormatDecoder webp;
    private final FormatDecoder gif;
    private final FormatDecoder tiff;
    private final FormatDecoder bmp;
    private final FormatDecoder psd;
    private final VipsDecoder vips;

    /** A decoder that refuses what exceeds the limits on bytes and pixels. */
    public Decoder(MediaLimits limits) {
        this.limits = limits;
        PixelLimit pixels = new PixelLimit(limits.pixels());
        jpeg = new JpegDecoder(pixels);
        png = new PngDecoder(pixels);
        webp = new WebpDecoder(pixels);
        gif = new GifDecoder(pixels);
        tiff = new TiffDecoder(pixels);
        bmp = new BmpDecoder(pixels);
        psd = new PsdDecoder(pixels);
        vips = new VipsDecoder(pixels);
    }

    /**
     * Decodes a file.
     *
     * @param file the whole file; not changed
     * @param longSide the least long side wanted, in pixels, at least 1; the picture may be larger, and is smaller only
     *     where the file has fewer pixels
     * @return the picture, or why there is none
     */
    public Decoding decode(byte[] file, int longSide) {
        if (longSide < 1) {
            throw new IllegalArgumentException("a long side of " + longSide + " pixels");
        }
        Optional<Undecodable> tooLarge = limits.tooManyBytes(file);
        if (tooLarge.isPresent()) {
            return tooLarge.get();
        }
        Optional<MediaType> type = MediaType.of(file);
        if (type.isEmpty()) {
            return new Undecodable(NOT_AN_IMAGE, OtherContent.describe(file));
        }
        return decode(file, type.get(), longSide);
    }

    private Decoding decode(byte[] file, MediaType type, int longSide) {
        try {
            return decoderOf(type).decode(file, longSide);
        } catch (RefusedFile refused) {
            return refused.outcome();
        } catch (IOException | RuntimeException broken) {
            // Third-party readers answer bad bytes with whatever they stumble over.
            return new Undecodable(DAMAGED, "%s: %s".formatted(type, reason(broken)));
        }
    }

    private FormatDecoder decoderOf(MediaType type) {
        return switch (type) {
            case JPEG -> jpeg;
            case PNG -> png;
            case WEBP -> webp;
            case GIF -> gif;
            case TIFF -> tiff;
            case BMP -> bmp;
            case PSD -> psd;
            case AVIF, HEIC, JPEG_XL -> vips.of(type);
        };
    }

    /** A reader's own words; a kind of exception is named only where it says more than the words. */
    private static String reason(Exception broken) {
        if (broken instanceof EOFException) {
            return "the file ends too early";
        }
        String message = String.valueOf(broken.getMessage())
                .strip()
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll("\\p{C}", "?"); // readers quote the bytes they stumble over
        return broken instanceof IOException && broken.getMessage() != null
                ? message
                : "its reader stumbled: " + broken.getClass().getSimpleName() + ": " + message;
    }
}
