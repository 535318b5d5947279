package org.proofmark.scout.capture;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.proofmark.scout.extract.Extract;
import org.proofmark.scout.extract.Extractor;
import org.proofmark.scout.extract.ImageReference;
import org.proofmark.scout.extract.Link;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.render.Rendered;
import org.proofmark.scout.url.Url;

/** A page looked at without a browser: the page itself, the images it names, its style sheets and what they show and import. */
final class Look {
    private final Fetcher fetcher;
    private final Extractor extractor;
    private final int most;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Set<Url> named = new LinkedHashSet<>();

    private Look(Fetcher fetcher, Extractor extractor, int most) {
        this.fetcher = fetcher;
        this.extractor = extractor;
        this.most = most;
    }

    /** @param most addresses asked for beside the page's */
    static Rendered at(Url url, Fetcher fetcher, Extractor extractor, int most, String whyNoBrowser) {
        Look look = new Look(fetcher, extractor, most);
        List<String> troubles = new ArrayList<>(List.of("no screenshot, no built document: " + whyNoBrowser));
        Outcome page = fetcher.fetch(Request.page(url.withoutFragment()));
        look.outcomes.add(page);
        look.named.add(page.requested());
        if (page instanceof Outcome.Fetched fetched) {
            look.partsOf(fetched);
            int parts = look.named.size() - 1;
            if (parts > most) {
                troubles.add("%,d images and style sheets named, asked for are %,d".formatted(parts, most));
            }
        } else {
            troubles.add(page.explanation());
        }
        return new Rendered(
                url,
                page.landed(),
                Optional.empty(),
                look.outcomes,
                Optional.empty(),
                Optional.empty(),
                troubles,
                List.of());
    }

    /** Images first: where there are too many addresses, those of the page itself come before those of its style sheets. */
    private void partsOf(Outcome.Fetched document) {
        Extract extract = extractor.extract(document.landed(), document.headers(), document.body());
        for (ImageReference image : extract.images()) {
            if (image.source() instanceof ImageReference.At at && isNew(at.url())) {
                outcomes.add(
                        fetcher.fetch(Request.image(at.url().withoutFragment()).from(document.landed())));
            }
        }
        for (Link link : extract.links()) {
            if (link.kind() == Link.Kind.STYLE_SHEET && isNew(link.url())) {
                Outcome sheet = fetcher.fetch(
                        Request.page(link.url().withoutFragment()).anything().from(document.landed()));
                outcomes.add(sheet);
                if (sheet instanceof Outcome.Fetched fetched) {
                    partsOf(fetched);
                }
            }
        }
    }

    /** Whether an address is to be asked for: it was not named before, and there are not too many. */
    private boolean isNew(Url url) {
        return url.isHttp() && named.add(url.withoutFragment()) && named.size() <= most + 1;
    }
}
