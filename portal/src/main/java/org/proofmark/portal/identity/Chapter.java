package org.proofmark.portal.identity;

import java.util.Set;

/**
 * One file of the archive in which a person takes away everything a holder has: rows, told as JSON.
 *
 * @param file its name there, without an ending; what it is stands in the texts under {@code export.chapter.} and this name
 * @param tables those whose rows of the holder or the person stand in it
 * @param rows SQL that answers them, {@code :holder} and {@code :person} being whose; never secrets, nor digests of secrets
 */
public record Chapter(String file, Set<String> tables, String rows) {
    public Chapter {
        tables = Set.copyOf(tables);
        if (!file.matches("[a-z]+/[a-z-]+")) {
            throw new IllegalArgumentException("no name of a chapter: " + file);
        }
    }
}
