package org.proofmark.portal;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.proofmark.portal.platform.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a handler takes for a body, read off its type: one with everything in it, and every one that is spoilt in one place.
 *
 * @param ids a name for things of a type
 * @param required whether a field has to be there, by the names of its schema and of itself
 */
record Body(Type type, Function<Class<?>, Optional<String>> ids, BiPredicate<String, String> required) {
    /**
     * A body, or a part of one.
     *
     * @param place where it is spoilt, {@code verdicts[0].match}; "" if it is nothing of its kind at all
     * @param reason the text that tells of it, or "" where it may be taken
     * @param json it, or {@link MissingNode} for a part that is left out
     */
    record Spoilt(String place, String reason, JsonNode json) {}

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Texts that mean something, by the names of their fields. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("site", "example.org"),
            Map.entry("domains", "example.org"),
            Map.entry("verdict", "licensed"),
            Map.entry("reason", "own_site"),
            Map.entry("group", "one"),
            Map.entry("currency", "EUR"),
            Map.entry("language", "en"),
            Map.entry("zone", "Europe/Berlin"),
            Map.entry("what", "licensed:on_file"),
            Map.entry("query", "state=all"),
            Map.entry("category", "landscape"));

    /** Texts and numbers that are of their kind, but which hardly a field takes. */
    private static final String[] EXTREME = {"9223372036854775807", "-9223372036854775808", "2147483647", "-1", "0"};

    /** With everything in it. */
    JsonNode whole() {
        return saying(Body::word);
    }

    /** With everything in it: in fields that take any text what is told by their names. */
    JsonNode saying(UnaryOperator<String> texts) {
        return whole("", texts);
    }

    /** A text that means something in a field of a name; "a" where any does. */
    static String word(String field) {
        return WORDS.getOrDefault(field, "a");
    }

    /** The names of the fields that take any text. */
    Set<String> textFields() {
        Set<String> fields = new TreeSet<>();
        whole("", field -> {
            fields.add(field);
            return "a";
        });
        return fields;
    }

    private JsonNode whole(String name, UnaryOperator<String> texts) {
        if (part().isPresent()) {
            JsonNode one = part().get().whole(name, texts);
            return optional() ? one : JSON.createArrayNode().add(one);
        }
        if (structured()) {
            ObjectNode all = JSON.createObjectNode();
            parts().forEach(part ->
                    all.set(part.getName(), of(part.getGenericType()).whole(part.getName(), texts)));
            return all;
        }
        return JSON.valueToTree(type.equals(String.class) ? texts.apply(name) : value());
    }

    private Object value() {
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        return ids.apply(plain).<Object>map(id -> id).orElseGet(() -> switch (plain.getSimpleName()) {
            case "boolean", "Boolean" -> true;
            case "int", "Integer", "long", "Long" -> 1;
            case "LocalDate" -> LocalDate.of(2026, 1, 2);
            case "UUID" -> UUID.randomUUID();
            case "Sha256" -> Sha256.of(new byte[0]);
            default -> throw new AssertionError("nothing says what a " + plain.getName() + " is in a body");
        });
    }

    /** With what has to be there alone: all else is left out, or null. */
    JsonNode bare(boolean leftOut) {
        ObjectNode all = (ObjectNode) whole();
        parts().map(RecordComponent::getName)
                .filter(part -> !required.test(name((Class<?>) type), part))
                .forEach(part -> put(all, part, leftOut ? MissingNode.getInstance() : JSON.nullNode()));
        return all;
    }

    /** Every way to spoil it. */
    Stream<Spoilt> spoilt() {
        if (part().isPresent()) {
            return optional() ? part().get().spoilt() : list(part().get());
        }
        if (structured()) {
            return Stream.concat(wrong("[]", "\"\"", "\"x\"", "7", "true"), parts().flatMap(this::in));
        }
        return switch (((Class<?>) type).getSimpleName()) {
            case "String" -> Stream.concat(wrong("7", "1.5", "true", "{}", "[]"), texts());
            case "boolean", "Boolean" -> wrong("\"\"", "\"true\"", "0", "{}", "[]");
            case "int", "Integer", "long", "Long" ->
                Stream.concat(
                        wrong("\"\"", "\"1\"", "1.5", "1e300", "99999999999999999999", "true", "{}", "[]"),
                        Stream.of(EXTREME).map(number -> new Spoilt("", "", JSON.readTree(number))));
            default ->
                wrong(
                        "\"\"",
                        "\"x\"",
                        "\"+999999999-12-31\"",
                        "0",
                        "7",
                        "1.5",
                        "true",
                        "{}",
                        "[]",
                        "[7]",
                        "[2026,1,2]");
        };
    }

    private static Stream<Spoilt> wrong(String... kinds) {
        return Stream.of(kinds).map(json -> new Spoilt("", "value", JSON.readTree(json)));
    }

    private static Stream<Spoilt> texts() {
        return Stream.of(
                new Spoilt("", "letters", JSON.valueToTree("a\0b")),
                new Spoilt("", "textLength", JSON.valueToTree("a".repeat(100_000))),
                new Spoilt("", "", JSON.valueToTree("a".repeat(10_000))),
                new Spoilt("", "", JSON.readTree("\"\\ud800\"")),
                new Spoilt("", "", JSON.valueToTree("")));
    }

    private static Stream<Spoilt> list(Body part) {
        return Stream.concat(
                wrong("{}", "\"\"", "\"x\"", "7", "true"),
                Stream.concat(Stream.of(new Spoilt("", "missing", JSON.nullNode())), part.spoilt())
                        .map(one -> new Spoilt(
                                joined("[0]", one.place),
                                one.reason,
                                JSON.createArrayNode().add(one.json))));
    }

    private Stream<Spoilt> in(RecordComponent part) {
        Stream<JsonNode> none = required.test(name((Class<?>) type), part.getName())
                ? Stream.of(MissingNode.getInstance(), JSON.nullNode())
                : Stream.empty();
        return Stream.concat(
                        none.map(json -> new Spoilt("", "missing", json)),
                        of(part.getGenericType()).spoilt())
                .map(one -> new Spoilt(
                        joined(part.getName(), one.place),
                        one.reason,
                        put((ObjectNode) whole(), part.getName(), one.json)));
    }

    private static ObjectNode put(ObjectNode all, String part, JsonNode json) {
        if (json.isMissingNode()) {
            all.remove(part);
        } else {
            all.set(part, json);
        }
        return all;
    }

    private static String joined(String outer, String inner) {
        return inner.isEmpty() || inner.startsWith("[") ? outer + inner : outer + "." + inner;
    }

    private Body of(Type part) {
        return new Body(part, ids, required);
    }

    /** What there is of it, if it is a list or an optional one. */
    private Optional<Body> part() {
        return type instanceof ParameterizedType generic
                ? Optional.of(of(generic.getActualTypeArguments()[0]))
                : Optional.empty();
    }

    private boolean optional() {
        return type instanceof ParameterizedType generic && generic.getRawType().equals(Optional.class);
    }

    private Stream<RecordComponent> parts() {
        return Stream.of(((Class<?>) type).getRecordComponents());
    }

    /** Whether it has parts with names; what is written as one value has none. */
    boolean structured() {
        return type instanceof Class<?> plain
                && plain.isRecord()
                && parts().noneMatch(part -> part.getAccessor().isAnnotationPresent(JsonValue.class));
    }

    /** What the API document calls a kind of thing. */
    static String name(Class<?> kind) {
        Schema schema = kind.getAnnotation(Schema.class);
        return schema == null ? kind.getSimpleName() : schema.name();
    }
}
