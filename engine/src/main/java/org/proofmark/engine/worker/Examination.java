package org.proofmark.engine.worker;

/** What became of examining a file. */
public sealed interface Examination permits Examined, Unreadable {}
