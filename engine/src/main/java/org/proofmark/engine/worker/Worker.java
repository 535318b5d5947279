package org.proofmark.engine.worker;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.proofmark.engine.media.MediaLimits;

/**
 * The main class of a worker process: answers questions from standard input until it closes, or its parent dies.
 *
 * <p>Arguments: the file to answer to ("-" for standard output), the limit in bytes, the limit in pixels. An error that is
 * no refusal (out of memory, stack overflow, a bug) ends the process: its last words tell the pool why.
 */
public final class Worker {
    private Worker() {}

    /** Runs until there is nobody to answer. */
    public static void main(String[] arguments) throws IOException {
        MediaLimits standard = MediaLimits.standard();
        MediaLimits limits = new MediaLimits(
                Long.parseLong(arguments[1]),
                Long.parseLong(arguments[2]),
                standard.time(),
                standard.workerMemoryMegabytes());
        run(arguments[0], new InProcessExaminer(limits));
    }

    /** Answers with the examiner given, to the file named or standard output. */
    static void run(String answers, Examiner examiner) throws IOException {
        ParentWatch.start();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
                OutputStream out = answers.equals("-")
                        ? new FileOutputStream(FileDescriptor.out)
                        : new FileOutputStream(answers)) {
            System.setOut(System.err); // whatever prints must not end up among the answers
            out.write(ByteBuffer.allocate(4).putInt(WorkerProtocol.HELLO).array());
            while (true) {
                switch (WorkerProtocol.question(in)) {
                    case WorkerProtocol.Look look ->
                        WorkerProtocol.answer(out, examiner.examine(look.file(), look.detail(), look.order()));
                    case WorkerProtocol.Show show ->
                        WorkerProtocol.answer(out, examiner.picture(show.file(), show.longSide()));
                }
            }
        } catch (EOFException poolClosed) {
            Runtime.getRuntime().halt(0);
        } catch (Throwable failed) {
            failed.printStackTrace();
            System.err.println("worker ended by " + failed); // once more: of a long trace only the end is kept
            Runtime.getRuntime().halt(70);
        }
    }
}
