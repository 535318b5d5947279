package org.proofmark.engine.media;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The image formats the engine knows, recognised by content and never by file name. */
public enum MediaType {
    JPEG("image/jpeg"),
    PNG("image/png"),
    WEBP("image/webp"),
    GIF("image/gif"),
    TIFF("image/tiff"),
    BMP("image/bmp"),
    PSD("image/vnd.adobe.photoshop"),
    AVIF("image/avif"),
    HEIC("image/heic"),
    JPEG_XL("image/jxl");

    private final String mime;

    MediaType(String mime) {
        this.mime = mime;
    }

    /** The registered media type, such as {@code image/jpeg}. */
    public String mime() {
        return mime;
    }

    /**
     * Recognises a file by its first bytes.
     *
     * @param file the file, or at least its first 64 bytes
     * @return the type, or nothing when the bytes are not the start of a known image format
     */
    public static Optional<MediaType> of(byte[] file) {
        if (starts(file, 0, 0xFF, 0xD8, 0xFF)) {
            return Optional.of(JPEG);
        }
        if (starts(file, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return Optional.of(PNG);
        }
        if (starts(file, 0, 'G', 'I', 'F', '8')) {
            return Optional.of(GIF);
        }
        if (starts(file, 0, 'R', 'I', 'F', 'F') && starts(file, 8, 'W', 'E', 'B', 'P')) {
            return Optional.of(WEBP);
        }
        if (starts(file, 0, 'I', 'I', 42, 0)
                || starts(file, 0, 'M', 'M', 0, 42)
                || starts(file, 0, 'I', 'I', 43, 0)
                || starts(file, 0, 'M', 'M', 0, 43)) {
            return Optional.of(TIFF);
        }
        if (starts(file, 0, 'B', 'M')) {
            return Optional.of(BMP);
        }
        if (starts(file, 0, '8', 'B', 'P', 'S')) {
            return Optional.of(PSD);
        }
        if (starts(file, 0, 0xFF, 0x0A) || starts(file, 0, 0, 0, 0, 12, 'J', 'X', 'L', ' ')) {
            return Optional.of(JPEG_XL);
        }
        return isoMedia(file);
    }

    /** ISO/IEC 14496-12 {@code ftyp}: the major brand first, then the compatible ones. */
    private static Optional<MediaType> isoMedia(byte[] file) {
        if (!starts(file, 4, 'f', 't', 'y', 'p') || file.length < 16) {
            return Optional.empty();
        }
        int boxEnd = Math.min(file.length, Math.min(256, ((file[2] & 255) << 8) | (file[3] & 255)));
        for (int at = 8; at + 4 <= boxEnd; at += at == 8 ? 8 : 4) {
            Optional<MediaType> type = switch (new String(file, at, 4, StandardCharsets.ISO_8859_1)) {
                case "avif", "avis" -> Optional.of(AVIF);
                case "heic", "heix", "hevc", "hevx", "heim", "heis" -> Optional.of(HEIC);
                default -> Optional.empty();
            };
            if (type.isPresent()) {
                return type;
            }
        }
        return Optional.empty();
    }

    private static boolean starts(byte[] file, int at, int... expected) {
        if (file.length < at + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((file[at + i] & 255) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
