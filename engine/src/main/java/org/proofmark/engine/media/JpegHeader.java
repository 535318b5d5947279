package org.proofmark.engine.media;

/**
 * What the markers of a JPEG (ITU-T T.81) before its first scan tell.
 *
 * @param width pixels per line, as stored
 * @param height lines, as stored
 * @param components 1 to 255: grey 1, YCbCr or RGB 3, CMYK or YCCK 4
 * @param bits bits per sample
 * @param frame n of the SOFn marker: 0 and 1 baseline and extended, 2 progressive, 3 lossless, 9 and 10 arithmetic
 * @param adobe whether an Adobe marker is there: then CMYK is stored inverted
 * @param orientation EXIF orientation, 1 to 8
 */
record JpegHeader(int width, int height, int components, int bits, int frame, boolean adobe, int orientation) {
    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int EXIF = 0xE1;
    private static final int ADOBE = 0xEE;

    /** Reads the markers, skipping garbage between them as libjpeg does. */
    static JpegHeader read(byte[] file) throws RefusedFile {
        int orientation = 0;
        boolean adobe = false;
        int frame = -1;
        int frameAt = 0;
        int at = 2;
        while (true) {
            while (at + 1 < file.length && ((file[at] & 255) != 0xFF || stuffing(file[at + 1] & 255))) {
                at++;
            }
            if (at + 4 > file.length) {
                break;
            }
            int marker = file[at + 1] & 255;
            if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
                break;
            }
            if (marker >= 0xD0 && marker <= 0xD8 || marker == 1) {
                at += 2; // stands alone
                continue;
            }
            int start = at + 4;
            int end = Math.min(file.length, at + 2 + Math.max(2, word(file, at + 2)));
            if (frame < 0 && startsFrame(marker) && start + 6 <= end) {
                frame = marker - 0xC0;
                frameAt = start;
            } else if (marker == EXIF && orientation == 0 && starts(file, start, end, "Exif")) {
                orientation = TiffTags.orientation(file, start, end);
            } else if (marker == ADOBE && starts(file, start, end, "Adobe")) {
                adobe = true;
            }
            at = end;
        }
        if (frame < 0) {
            throw RefusedFile.damaged("JPEG: no frame header before the picture data");
        }
        return new JpegHeader(
                word(file, frameAt + 3),
                word(file, frameAt + 1),
                file[frameAt + 5] & 255,
                file[frameAt] & 255,
                frame,
                adobe,
                Math.max(Orientation.NORMAL, orientation));
    }

    /** Whether the byte after 0xFF makes no marker: a stuffed zero or one more fill byte. */
    private static boolean stuffing(int second) {
        return second == 0 || second == 0xFF;
    }

    private static boolean startsFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static int word(byte[] file, int at) {
        return (file[at] & 255) << 8 | file[at + 1] & 255;
    }

    private static boolean starts(byte[] file, int from, int to, String expected) {
        if (to - from < expected.length()) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (file[from + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
