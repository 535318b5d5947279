package org.proofmark.engine.media;

/** What became of an attempt to decode a file. */
public sealed interface Decoding permits Decoded, Undecodable {}
