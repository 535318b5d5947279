package org.proofmark.bench.accuracy;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.edit.Pixels;

/** A page of pairs of pictures, to be looked at by a person: the query left, the registered photo right. */
final class PairPage {
    private static final int SIDE = 300;

    private final Map<String, Supplier<byte[]>> references;
    private final List<String> sections = new ArrayList<>();

    /**
     * An empty page.
     *
     * @param references files of the registered photos by name
     */
    PairPage(Map<String, Supplier<byte[]>> references) {
        this.references = references;
    }

    /** Adds a section of pairs. */
    PairPage section(String title, List<Prediction> pairs) {
        StringBuilder html = new StringBuilder("<h2>%s (%d)</h2>\n".formatted(title, pairs.size()));
        for (Prediction pair : pairs) {
            String caption = String.format(
                    Locale.ROOT,
                    "%s ↔ %s, %.2f, %s",
                    pair.query().name(),
                    pair.found().reference(),
                    pair.score(),
                    pair.found().answer());
            html.append(figure(
                    caption, pair.query().file(), references.get(pair.found().reference())));
        }
        sections.add(html.toString());
        return this;
    }

    /** Adds a section of copies that were not found: the first of them, and how many there are. */
    PairPage missed(String title, List<Query> copies, int shown) {
        String first = copies.size() > shown ? ", the first %d".formatted(shown) : "";
        StringBuilder html = new StringBuilder("<h2>%s (%d%s)</h2>\n".formatted(title, copies.size(), first));
        copies.stream()
                .limit(shown)
                .forEach(copy -> html.append(figure(copy.name(), copy.file(), references.get(copy.reference()))));
        sections.add(html.toString());
        return this;
    }

    String html() {
        return """
                <!doctype html><meta charset="utf-8"><title>Pairs</title>
                <style>body{font:14px system-ui,sans-serif;background:#fff;color:#222}figure{display:inline-block;margin:6px;\
                border:1px solid #ccc;padding:4px;max-width:640px;vertical-align:top}img{max-height:220px;max-width:300px}</style>
                """ + String.join("\n", sections);
    }

    private static String figure(String caption, Supplier<byte[]> query, @Nullable Supplier<byte[]> reference) {
        return "<figure>%s %s<figcaption>%s</figcaption></figure>%n".formatted(image(query), image(reference), caption);
    }

    private static String image(@Nullable Supplier<byte[]> file) {
        if (file == null) {
            return "";
        }
        byte[] small = Pixels.jpeg(Pixels.longSide(Pixels.read(file.get()), SIDE), 75);
        return "<img src=\"data:image/jpeg;base64," + Base64.getEncoder().encodeToString(small) + "\">";
    }
}
