package org.proofmark.scout.fetch;

import java.io.IOException;
import org.apache.hc.core5.http.HttpException;
import org.proofmark.scout.url.Url;

/** How questions and answers are written on a connection: one question at a time. */
interface Wire {
    /**
     * The head of an answer.
     *
     * @param reason the reason phrase; empty under HTTP/2
     * @param hasBody whether a body follows, if only an empty one
     */
    record Head(int status, String reason, Headers fields, boolean hasBody) {}

    /** {@code HTTP/1.1} or {@code HTTP/2.0}. */
    String protocol();

    /** Asks by GET, waits for the head of the answer. */
    Head ask(Url url, Headers request) throws IOException, HttpException;

    /** The next bytes of the body, transfer coding undone: how many, -1 at its end. */
    int read(byte[] buffer) throws IOException, HttpException;

    /** Whether the last answer was read to its end and the connection stays open for another question. */
    boolean isReusable();

    /** Whether nothing has come that was not asked for. */
    boolean isQuiet() throws IOException;
}
