package org.proofmark.scout.extract;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.url.Url;

/** Reads CSS: whole sheets, and the declarations of style attributes. */
final class StyleSheets {
    private static final Pattern CHARSET = Pattern.compile("^@charset \"([\\w:.-]{1,40})\";");

    private StyleSheets() {}

    /**
     * A style sheet's text.
     *
     * @param base what its references are relative to
     */
    static void sheet(Findings findings, String css, Url base) {
        CssScan scan = CssScan.of(css, findings.limits().images());
        scan.pictures().forEach(address -> findings.image(base, address, Way.BACKGROUND, Facts.NONE));
        scan.imports().forEach(address -> findings.link(base, address, Link.Kind.STYLE_SHEET));
    }

    /**
     * A style attribute's text.
     *
     * @param facts what is said about the element, asked for only where there is a picture
     */
    static void declarations(Findings findings, String css, Url base, Supplier<Facts> facts) {
        if (css.indexOf('(') >= 0) {
            CssScan.of(css, findings.limits().images())
                    .pictures()
                    .forEach(address -> findings.image(base, address, Way.BACKGROUND, facts.get()));
        }
    }

    /** A style sheet by itself, its charset as CSS Syntax Level 3 finds it. */
    static void file(Findings findings, byte[] body, Optional<String> charset) {
        findings.kind(Extract.Kind.STYLE_SHEET);
        sheet(findings, text(body, charset), findings.url());
    }

    private static String text(byte[] body, Optional<String> charset) {
        if (Charsets.marked(body).isPresent() || charset.isPresent()) {
            return Charsets.text(body, charset);
        }
        String start = new String(body, 0, Math.min(body.length, 60), StandardCharsets.ISO_8859_1);
        Matcher own = CHARSET.matcher(start);
        Charset stated =
                own.find() ? Charsets.named(own.group(1)).orElse(StandardCharsets.UTF_8) : StandardCharsets.UTF_8;
        return new String(body, stated);
    }
}
