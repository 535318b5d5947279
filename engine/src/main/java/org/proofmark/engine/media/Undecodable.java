package org.proofmark.engine.media;

/**
 * A file that was not decoded.
 *
 * @param reason the kind of refusal
 * @param explanation one line for a person: which limit, expected and found
 */
public record Undecodable(Reason reason, String explanation) implements Decoding {

    /** Why a file is not decoded. */
    public enum Reason {
        /** The content is no image format the engine knows. */
        NOT_AN_IMAGE,
        /** A known format whose decoder is not on this machine (AVIF, HEIC, JPEG XL need the system's libraries). */
        NOT_SUPPORTED_HERE,
        /** More bytes than the limit. */
        TOO_MANY_BYTES,
        /** More pixels than the limit, stated or met while decoding. */
        TOO_MANY_PIXELS,
        /** The wall-clock limit passed. */
        TOO_SLOW,
        /** The memory limit was met. */
        TOO_MUCH_MEMORY,
        /** The bytes contradict their format. */
        DAMAGED,
        /** The process that decoded it died. */
        DECODER_DIED
    }
}
