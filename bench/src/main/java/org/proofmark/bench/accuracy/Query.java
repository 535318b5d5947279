package org.proofmark.bench.accuracy;

import java.util.function.Supplier;

/**
 * A file that is looked up.
 *
 * @param name unique in a trial
 * @param kind the edit's name, or the kind of unrelated picture
 * @param source name of the picture it was made from
 * @param reference the registered photo it shows, or empty for none
 * @param file makes or reads the file
 */
record Query(String name, String kind, String source, String reference, Supplier<byte[]> file) {

    static Query copy(String kind, String source, Supplier<byte[]> file) {
        return new Query(kind + "--" + source, kind, source, source, file);
    }

    static Query unrelated(String kind, String source, Supplier<byte[]> file) {
        return new Query(kind + "--" + source, kind, source, "", file);
    }

    boolean isCopy() {
        return !reference.isEmpty();
    }
}
