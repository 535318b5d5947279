package org.proofmark.cli;

import java.util.function.IntFunction;
import org.proofmark.engine.worker.Examiner;
import picocli.CommandLine.Option;

/** The option of every command that looks at many files. */
final class Threads {
    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many files to look at side by side, each in a process of its own. "
                    + "Default: one per processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    int count() {
        if (threads < 1 || threads > 1024) {
            throw new WrongArgument("--threads %d: expected 1 to 1024".formatted(threads));
        }
        return threads;
    }

    /** An examiner for so many threads that ends with the process. */
    Closing<Examiner> examiner(IntFunction<Examiner> examiners) {
        Examiner examiner = new Patient(examiners.apply(count()));
        return new Closing<>(examiner, examiner::close);
    }
}
