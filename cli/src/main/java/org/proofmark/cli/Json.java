package org.proofmark.cli;

import java.util.Collection;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes JSON (RFC 8259), indented by two spaces, from maps, collections, texts, numbers and truth values. */
final class Json {
    private final StringBuilder out = new StringBuilder();

    private Json() {}

    /** A value as JSON. */
    static String of(@Nullable Object value) {
        Json json = new Json();
        json.value(value, "");
        return json.out.toString();
    }

    private void value(@Nullable Object value, String indent) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> map ->
                block('{', map.entrySet(), '}', indent, entry -> {
                    text(String.valueOf(entry.getKey()));
                    out.append(": ");
                    value(entry.getValue(), indent + "  ");
                });
            case Collection<?> list -> block('[', list, ']', indent, element -> value(element, indent + "  "));
            case Boolean truth -> out.append(truth);
            case Double number -> out.append(number(number));
            case Number number -> out.append(number);
            default -> text(value.toString());
        }
    }

    private <T> void block(char open, Collection<T> elements, char close, String indent, Consumer<T> each) {
        out.append(open);
        Iterator<T> rest = elements.iterator();
        while (rest.hasNext()) {
            out.append('\n').append(indent).append("  ");
            each.accept(rest.next());
            out.append(rest.hasNext() ? "," : "\n" + indent);
        }
        out.append(close);
    }

    /** JSON knows no infinity; four decimals are all that is known. */
    private static String number(double number) {
        return Double.isFinite(number) ? String.format(Locale.ROOT, "%.4f", number) : "null";
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || Character.isSurrogate(c) && !paired(text, i)) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean paired(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
