package org.proofmark.engine.match;

/** What the engine makes of a pair of images that share features. */
public enum Verdict {
    /** The query shows the work. */
    COPY("copy"),
    /** Probably; worth a person's look. */
    ASK("ask"),
    /** The same place or thing, probably another photo of it. */
    SAME_SCENE("same_scene");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** The word used in files: {@code copy}, {@code ask}, {@code same_scene}. */
    public String word() {
        return word;
    }
}
