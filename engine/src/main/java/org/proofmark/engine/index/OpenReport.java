package org.proofmark.engine.index;

import java.util.List;

/**
 * What opening an index found and did.
 *
 * @param created whether the folder held no index and one was made
 * @param replayedRecords records of the log that no segment held yet
 * @param tornBytes bytes of a batch that was never acknowledged, cut off the end of the log
 * @param deletedFiles names of files that an interrupted seal or merge left behind, deleted
 * @param wholeLogChecked whether every record of the log was checked, or only those replayed
 */
public record OpenReport(
        boolean created, int replayedRecords, long tornBytes, List<String> deletedFiles, boolean wholeLogChecked) {
    public OpenReport {
        deletedFiles = List.copyOf(deletedFiles);
    }
}
