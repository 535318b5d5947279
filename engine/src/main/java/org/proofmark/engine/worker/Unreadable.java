package org.proofmark.engine.worker;

import org.proofmark.engine.media.Undecodable;

/**
 * A file of which nothing could be seen.
 *
 * @param reason the kind of refusal
 * @param explanation one line for a person: which limit, expected and found
 */
public record Unreadable(Undecodable.Reason reason, String explanation) implements Examination {}
