package org.proofmark.bench.portal;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * One file on its way, and what the portal acknowledged of it: the oracle's memory, which no kill touches.
 *
 * <p>A call that breaks acknowledges nothing. What stands in an answer counts, be it to a part or to the question how far it is.
 */
final class Sending {
    private static final String UPLOADS = "/api/v1/uploads";

    private final UUID id;
    private final MadeFile file;
    private final Tally tally;
    private boolean begun;
    private long acknowledged;
    private boolean whole;

    Sending(UUID id, MadeFile file, Tally tally) {
        this.id = id;
        this.file = file;
        this.tally = tally;
    }

    UUID id() {
        return id;
    }

    MadeFile file() {
        return file;
    }

    boolean isWhole() {
        return whole;
    }

    /** Goes on from where it is, until it is whole or a call breaks. */
    void goOn(Visitor visitor, RandomGenerator random) throws IOException, InterruptedException {
        if (begun) {
            ask(visitor);
        } else {
            begin(visitor);
        }
        while (!whole) {
            long left = file.bytes().length - acknowledged;
            append(visitor, (int) (1 + random.nextLong(left)));
        }
    }

    /** All of it in one part, as browsers do. */
    void sendWhole(Visitor visitor) throws IOException, InterruptedException {
        begin(visitor);
        append(visitor, file.bytes().length);
    }

    private void begin(Visitor visitor) throws IOException, InterruptedException {
        String name = Base64.getEncoder().encodeToString(file.name().getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = visitor.send(
                "POST",
                UPLOADS,
                BodyPublishers.noBody(),
                Map.of(
                        "Upload-Length",
                        Integer.toString(file.bytes().length),
                        "Upload-Metadata",
                        "filename " + name,
                        "Idempotency-Key",
                        id.toString(),
                        "Tus-Resumable",
                        "1.0.0"));
        demand(answer, 201);
        begun = true;
    }

    private void ask(Visitor visitor) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                visitor.send("HEAD", UPLOADS + "/" + id, BodyPublishers.noBody(), Map.of("Tus-Resumable", "1.0.0"));
        demand(answer, 200);
        acknowledge(answer);
        if (!whole && acknowledged > 0) {
            tally.resumed();
        }
    }

    private void append(Visitor visitor, int length) throws IOException, InterruptedException {
        int at = (int) acknowledged;
        HttpResponse<String> answer = visitor.send(
                "PATCH",
                UPLOADS + "/" + id,
                BodyPublishers.ofByteArray(Arrays.copyOfRange(file.bytes(), at, at + length)),
                Map.of(
                        "Upload-Offset", Integer.toString(at),
                        "Content-Type", "application/offset+octet-stream",
                        "Tus-Resumable", "1.0.0"));
        demand(answer, 204);
        acknowledge(answer);
        tally.part(length);
    }

    private void acknowledge(HttpResponse<String> answer) throws IOException {
        long now = answer.headers().firstValueAsLong("upload-offset").orElseThrow(() -> new IOException("no offset"));
        if (now < acknowledged || now > file.bytes().length) {
            tally.fail("%s: offset %d after %d was acknowledged".formatted(file.name(), now, acknowledged));
        }
        acknowledged = now;
        whole = now == file.bytes().length;
    }

    /** Errors of the server and conflicts are tried again; what else is not as it must be is a failure. */
    private void demand(HttpResponse<String> answer, int wanted) throws IOException {
        if (answer.statusCode() == wanted) {
            return;
        }
        if (answer.statusCode() < 500 && answer.statusCode() != 409) {
            tally.fail(
                    "%s: %s answered %d".formatted(file.name(), answer.request().method(), answer.statusCode()));
        }
        tally.unserved();
        throw new IOException(answer.statusCode() + " " + answer.body());
    }
}
