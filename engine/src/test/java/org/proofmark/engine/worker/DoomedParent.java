package org.proofmark.engine.worker;

import java.nio.charset.StandardCharsets;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.media.MediaLimits;

/** A program with a pool of one idle and one hanging worker, there to be killed. Prints the ids of its workers. */
final class DoomedParent {
    private DoomedParent() {}

    public static void main(String[] arguments) {
        WorkerPool pool =
                new WorkerPool(new PoolSettings(2, 100, MediaLimits.standard()), MisbehavingWorker.class.getName());
        pool.examine("ok".getBytes(StandardCharsets.UTF_8), Detail.QUERY);
        pool.examine("ok".getBytes(StandardCharsets.UTF_8), Detail.QUERY);
        pool.pids().forEach(System.out::println);
        System.out.println("ready");
        pool.examine("hang".getBytes(StandardCharsets.UTF_8), Detail.QUERY);
    }
}
