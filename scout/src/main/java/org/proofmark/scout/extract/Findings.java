package org.proofmark.scout.extract;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.engine.media.MediaType;
import org.proofmark.scout.extract.ImageReference.At;
import org.proofmark.scout.extract.ImageReference.Inline;
import org.proofmark.scout.extract.ImageReference.Source;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.url.Url;

/** Gathers what one document shows: each image once for each way, texts tidied, all within the limits. */
final class Findings {
    private final Url url;
    private final ExtractLimits limits;
    private final Deadline deadline;
    private final JsonTexts json;
    private final Map<Shown, ImageReference> images = new LinkedHashMap<>();
    private final Map<Leading, Link> links = new LinkedHashMap<>();
    private final List<String> troubles = new ArrayList<>();
    private Extract.Kind kind = Extract.Kind.OTHER;
    private String title = "";
    private String language = "";
    private @Nullable Url canonical;
    private @Nullable String licence;
    private Directives directives = Directives.NONE;
    private int inlineBytes;
    private int inlineImages;

    /** @param what an address, or the text of a data address */
    private record Shown(Object what, Way way) {}

    private record Leading(Url url, Link.Kind kind) {}

    Findings(Url url, ExtractLimits limits, Deadline deadline, JsonTexts json) {
        this.url = url;
        this.limits = limits;
        this.deadline = deadline;
        this.json = json;
    }

    /** The address of the document. */
    Url url() {
        return url;
    }

    ExtractLimits limits() {
        return limits;
    }

    JsonTexts json() {
        return json;
    }

    /** Whether no more may be read: time is over, or nothing more would be kept. */
    boolean isFull() {
        if (deadline.isOver()) {
            trouble("not read to the end: more than %s s"
                    .formatted(limits.time().toMillis() / 1000.0));
            return true;
        }
        return images.size() >= limits.images() && links.size() >= limits.links();
    }

    /** Keeps an image. */
    void image(Url base, String reference, Way way, Facts facts) {
        String address = reference.strip();
        if (address.isEmpty() || address.startsWith("#")) {
            return;
        }
        if (DataAddress.is(address)) {
            data(base, address, way, facts);
        } else if (Addresses.isTemplate(address)) {
            return; // a script is to fill it in
        } else if (address.length() <= limits.address()) {
            base.resolve(address)
                    .filter(Url::isHttp)
                    .map(Url::withoutFragment)
                    .ifPresent(found -> keep(found, new At(found), way, facts));
        } else {
            trouble("an address of %,d characters, at most %,d".formatted(address.length(), limits.address()));
        }
    }

    private void data(Url base, String address, Way way, Facts facts) {
        ImageReference known = images.get(new Shown(address, way));
        if (known != null) {
            keep(address, known.source(), way, facts);
        } else if (address.length() / 4 * 3 > limits.inlineBytes() - inlineBytes) {
            trouble("inline images of more than %,d bytes".formatted(limits.inlineBytes()));
        } else {
            DataAddress.parse(address)
                    .ifPresentOrElse(
                            data -> data(base, address, data, way, facts), () -> trouble("a broken data address"));
        }
    }

    private void data(Url base, String address, DataAddress data, Way way, Facts facts) {
        if (data.type().equals("image/svg+xml")) {
            new SvgImages(this, base, 1).read(new String(data.bytes(), StandardCharsets.UTF_8), facts);
        } else if (MediaType.of(data.bytes()).isPresent()) {
            inlineBytes += data.bytes().length;
            keep(address, inline("inline image", data.bytes()), way, facts);
        }
    }

    /** A name no other inline image of the document has, and its bytes. */
    Inline inline(String kind, byte[] bytes) {
        inlineImages++;
        return new Inline(kind + " " + inlineImages, bytes);
    }

    /**
     * Keeps an image.
     *
     * @param key by which it is known again
     */
    void keep(Object key, Source source, Way way, Facts facts) {
        Shown shown = new Shown(key, way);
        ImageReference known = images.get(shown);
        if (known == null && images.size() >= limits.images()) {
            trouble("more than %,d images".formatted(limits.images()));
            return;
        }
        Facts all = known == null ? tidied(facts) : facts(known).or(tidied(facts));
        images.put(
                shown,
                new ImageReference(
                        source,
                        way,
                        all.alt(),
                        all.caption(),
                        all.credit(),
                        all.licence(),
                        all.context(),
                        all.width(),
                        all.height()));
    }

    private static Facts facts(ImageReference known) {
        return new Facts(
                known.alt(),
                known.caption(),
                known.credit(),
                known.licence(),
                known.context(),
                known.width(),
                known.height());
    }

    private Facts tidied(Facts facts) {
        String caption = tidied(facts.caption());
        String credit = tidied(facts.credit());
        return new Facts(
                tidied(facts.alt()),
                caption,
                credit.isEmpty() ? Credit.in(caption) : credit,
                tidied(facts.licence()),
                tidied(facts.context()),
                facts.width(),
                facts.height());
    }

    private String tidied(String text) {
        return Texts.folded(text, limits.text());
    }

    void link(Url base, String reference, Link.Kind kind) {
        link(base, reference, kind, Optional.empty(), false);
    }

    /** Keeps a link; two to one address are one, followed if either may be. */
    void link(Url base, String reference, Link.Kind kind, Optional<Instant> lastModified, boolean noFollow) {
        String address = reference.strip();
        if (address.isEmpty()
                || address.startsWith("#")
                || address.length() > limits.address()
                || Addresses.isTemplate(address)) {
            return;
        }
        base.resolve(address).filter(Url::isHttp).map(Url::withoutFragment).ifPresent(found -> {
            Leading leading = new Leading(found, kind);
            if (!links.containsKey(leading) && links.size() >= limits.links()) {
                trouble("more than %,d links".formatted(limits.links()));
            } else {
                links.merge(leading, new Link(found, kind, lastModified, noFollow), Findings::both);
            }
        });
    }

    private static Link both(Link first, Link second) {
        return new Link(
                first.url(),
                first.kind(),
                first.lastModified().or(second::lastModified),
                first.noFollow() && second.noFollow());
    }

    /** Whether nothing was found so far. */
    boolean isBare() {
        return images.isEmpty() && links.isEmpty();
    }

    void trouble(String what) {
        if (troubles.size() < limits.troubles() && !troubles.contains(what)) {
            troubles.add(troubles.size() == limits.troubles() - 1 ? "and more" : Texts.folded(what, 300));
        }
    }

    void kind(Extract.Kind known) {
        kind = known;
    }

    /** The first title said counts. */
    void title(String said) {
        title = title.isEmpty() ? tidied(said) : title;
    }

    /** The first language said counts. */
    void language(String said) {
        String tag = Texts.folded(said, 40);
        language = language.isEmpty() ? tag.split("[,; ]", 2)[0] : language;
    }

    /** The first canonical address said counts. */
    void canonical(Url base, String reference) {
        if (canonical == null && reference.length() <= limits.address()) {
            canonical = base.resolve(reference)
                    .filter(Url::isHttp)
                    .map(Url::withoutFragment)
                    .orElse(null);
        }
    }

    /** The first licence said counts. */
    void licence(String said) {
        licence = licence == null && !said.isBlank() ? tidied(said) : licence;
    }

    void directives(Directives said) {
        directives = directives.and(said);
    }

    Extract extract() {
        return new Extract(
                kind,
                title,
                language,
                Optional.ofNullable(canonical),
                directives,
                Optional.ofNullable(licence),
                List.copyOf(images.values()),
                List.copyOf(links.values()),
                troubles);
    }
}
