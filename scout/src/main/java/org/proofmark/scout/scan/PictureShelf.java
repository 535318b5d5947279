package org.proofmark.scout.scan;

/** Keeps the bytes of images in which works were found. */
@FunctionalInterface
public interface PictureShelf {
    /**
     * Keeps an image; one that is there already is left as it is.
     *
     * @param digest SHA-256 in hexadecimal
     */
    void keep(String digest, byte[] bytes);
}
