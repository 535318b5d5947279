package org.proofmark.bench.portal;

import java.util.ArrayList;
import java.util.List;

/** What happened, counted from many threads. */
final class Tally {
    private final List<String> failures = new ArrayList<>();
    private long parts;
    private long bytes;
    private long resumed;
    private long unserved;

    synchronized void part(int length) {
        parts++;
        bytes += length;
    }

    synchronized void resumed() {
        resumed++;
    }

    synchronized void unserved() {
        unserved++;
    }

    synchronized void fail(String what) {
        failures.add(what);
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    synchronized long parts() {
        return parts;
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized long resumedUploads() {
        return resumed;
    }

    synchronized long unservedCalls() {
        return unserved;
    }
}
