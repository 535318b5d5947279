package org.proofmark.bench.accuracy;

/**
 * An answer.
 *
 * @param reference the registered photo
 * @param score higher is surer; comparable between queries of one finder
 * @param answer what the finder says by its own threshold
 */
public record Found(String reference, double score, Answer answer) {
    /** What is said of a photo found. */
    public enum Answer {
        COPY,
        /** A person should look. */
        ASK,
        /** The same scene, probably another photo. */
        SAME_SCENE
    }
}
