package org.proofmark.engine.worker;

import java.time.Duration;

/** Ends this process when its parent dies: standard input closes then, but who hangs does not read it. */
public final class ParentWatch {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private ParentWatch() {}

    /** Watches from now on, in a thread of its own. */
    public static void start() {
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        Thread.ofPlatform().daemon().name("parent-check").start(() -> {
            while (parent.isAlive()) {
                try {
                    Thread.sleep(INTERVAL);
                } catch (InterruptedException ignored) {
                    break; // nobody interrupts this thread
                }
            }
            Runtime.getRuntime().halt(0);
        });
    }
}
