package org.proofmark.scout.extract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.proofmark.scout.url.Url;

/**
 * Markup that ends where a limit is reached: the parser sees an ordinary end of file and gives what came before. Tags are
 * counted by their opening brackets, two for each element, because what a parser makes of them costs some hundred bytes.
 */
final class BoundedMarkup extends InputStream {
    private static final int CHUNK = 8_192;

    private final ByteArrayInputStream bytes;
    private final Findings findings;
    private final Optional<String> charset;
    private final int tags;
    private int brackets;

    private BoundedMarkup(byte[] bytes, Optional<String> charset, int tags, Findings findings) {
        this.tags = tags;
        this.bytes = new ByteArrayInputStream(bytes);
        this.charset = charset;
        this.findings = findings;
    }

    /** @param charset as a header states it; else the markup's own mark or statement decides */
    static BoundedMarkup of(byte[] bytes, Optional<String> charset, Findings findings) {
        return new BoundedMarkup(bytes, charset, 2 * findings.limits().tags(), findings);
    }

    /** For a parser that keeps no tree: only time ends it. */
    static BoundedMarkup stream(byte[] bytes, Findings findings) {
        return new BoundedMarkup(bytes, Optional.empty(), Integer.MAX_VALUE, findings);
    }

    static BoundedMarkup of(String markup, Findings findings) {
        return of(markup.getBytes(StandardCharsets.UTF_8), Optional.of("UTF-8"), findings);
    }

    Document parse(Parser parser, Url base) {
        try {
            return Jsoup.parse(this, charset.orElse(null), base.toString(), parser);
        } catch (IOException unreadable) {
            findings.trouble("not readable as text: " + unreadable.getMessage());
            return new Document(base.toString());
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (brackets > tags) {
            findings.trouble("more than %,d tags".formatted(findings.limits().tags()));
            return -1;
        }
        if (findings.isFull()) {
            return -1;
        }
        int count = bytes.read(into, offset, Math.min(length, CHUNK));
        for (int i = offset; i < offset + count; i++) {
            brackets += into[i] == '<' ? 1 : 0;
        }
        return count;
    }
}
