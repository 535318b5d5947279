package org.proofmark.engine.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads all that can be read of a log that may be damaged.
 *
 * @param records the number of whole records that count
 * @param torn bytes behind the last batch that a torn write left
 * @param damage where it is damaged
 * @param gaps from where to where (bytes, the latter exclusive) nothing could be read, two numbers each
 */
record LogScan(long records, long torn, List<CheckReport.Problem> damage, List<long[]> gaps) {

    /**
     * Reads a log.
     *
     * @param acknowledged no less than this was whole once
     * @param reader gets every record that counts
     */
    static LogScan of(Path file, long acknowledged, Consumer<LogRecord> reader) throws IOException {
        List<CheckReport.Problem> damage = new ArrayList<>();
        List<long[]> gaps = new ArrayList<>();
        try {
            FingerprintLog.index(file);
        } catch (DamagedIndexException e) {
            damage.add(CheckReport.Problem.of(e));
        }
        long end = Files.size(file);
        long torn = 0;
        try {
            LogTail tail = LogTail.of(file, FingerprintLog.START, Math.max(FingerprintLog.START, acknowledged));
            end = tail.end();
            torn = tail.torn();
        } catch (DamagedIndexException e) {
            damage.add(CheckReport.Problem.of(e));
        }
        long records = read(file, end, gaps, reader);
        return new LogScan(records, torn, damage, gaps);
    }

    private static long read(Path file, long end, List<long[]> gaps, Consumer<LogRecord> reader) throws IOException {
        long records = 0;
        try (LogReader in = new LogReader(file, FingerprintLog.START, end)) {
            while (in.position() < end) {
                LogRecord record = in.next();
                if (record == null) {
                    long from = in.position();
                    in.skipToRecord();
                    gaps.add(new long[] {from, in.position()});
                } else {
                    reader.accept(record);
                    records++;
                }
            }
        }
        return records;
    }
}
