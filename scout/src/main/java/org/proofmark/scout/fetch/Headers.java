package org.proofmark.scout.fetch;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Header fields in the order sent.
 *
 * @param fields names as sent, compared without regard to case
 */
public record Headers(List<Field> fields) {
    /** No fields. */
    public static final Headers NONE = new Headers(List.of());

    /**
     * One field.
     *
     * @param name as sent
     * @param value as sent, without white space around it
     */
    public record Field(String name, String value) {}

    public Headers {
        fields = List.copyOf(fields);
    }

    /** The first field of a name. */
    public Optional<String> first(String name) {
        return fields.stream()
                .filter(field -> field.name.equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }

    /** Where a redirect leads; as browsers do, in UTF-8. */
    public Optional<String> location() {
        return first("Location")
                .map(text -> new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    /** All fields of a name. */
    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name.equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }
}
