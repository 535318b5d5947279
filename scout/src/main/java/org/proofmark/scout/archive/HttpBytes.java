package org.proofmark.scout.archive;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.proofmark.scout.fetch.Headers;
import org.proofmark.scout.fetch.Hop;

/**
 * The messages of an exchange, written as HTTP/1.1. Transfer encodings are taken off before a body is kept, so the field goes
 * and the length is set; what the server had sent stays readable under {@code X-Archive-Orig-…}, as other archivers do.
 */
final class HttpBytes {
    private HttpBytes() {}

    static byte[] request(Hop hop) {
        String target =
                hop.url().path() + hop.url().query().map(query -> "?" + query).orElse("");
        StringBuilder text = new StringBuilder("GET ").append(target).append(" HTTP/1.1\r\n");
        if (hop.request().first("Host").isEmpty()) {
            String origin = hop.url().origin();
            field(text, "Host", origin.substring(origin.indexOf("//") + 2));
        }
        hop.request().fields().stream()
                .filter(field -> !field.name().startsWith(":"))
                .forEach(field -> field(text, field.name(), field.value()));
        return bytes(text);
    }

    /**
     * The header block of an answer.
     *
     * @param length of the body that follows; empty to leave the lengths as sent
     */
    static byte[] response(Hop hop, OptionalLong length) {
        StringBuilder text =
                new StringBuilder("HTTP/1.1 %03d %s\r\n".formatted(hop.status(), RecordBytes.oneLine(hop.reason())));
        for (Headers.Field field : hop.response().fields()) {
            boolean transfer = field.name().equalsIgnoreCase("Transfer-Encoding");
            boolean wrong = length.isPresent()
                    && field.name().equalsIgnoreCase("Content-Length")
                    && !field.value().equals(Long.toString(length.getAsLong()));
            if (!field.name().startsWith(":") && !(length.isPresent() && isLength(field))) {
                field(text, transfer ? "X-Archive-Orig-" + field.name() : field.name(), field.value());
            }
            if (wrong) {
                field(text, "X-Archive-Orig-" + field.name(), field.value());
            }
        }
        length.ifPresent(real -> field(text, "Content-Length", Long.toString(real)));
        return bytes(text);
    }

    private static boolean isLength(Headers.Field field) {
        return field.name().equalsIgnoreCase("Content-Length");
    }

    private static void field(StringBuilder text, String name, String value) {
        text.append(RecordBytes.oneLine(name))
                .append(": ")
                .append(RecordBytes.oneLine(value))
                .append("\r\n");
    }

    /** Header fields are bytes; who decoded them took each for one letter. */
    private static byte[] bytes(StringBuilder text) {
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
