package org.proofmark.cli;

/** An argument that cannot be followed, found out after parsing but before anything was done. One line, with what to do. */
final class WrongArgument extends RuntimeException {
    WrongArgument(String message) {
        super(message);
    }
}
