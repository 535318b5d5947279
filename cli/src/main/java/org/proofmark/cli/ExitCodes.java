package org.proofmark.cli;

/** What every command tells the shell. */
public final class ExitCodes {
    /** Done. */
    public static final int SUCCESS = 0;
    /** Something failed; standard error says what. */
    public static final int FAILED = 1;
    /** The arguments were wrong; nothing was done. */
    public static final int WRONG_ARGUMENTS = 2;
    /** Ended by Ctrl-C: 128 + SIGINT. The JVM answers this by itself. */
    public static final int INTERRUPTED = 130;

    private ExitCodes() {}
}
