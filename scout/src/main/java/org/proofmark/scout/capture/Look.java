package org.proofmark.scout.capture;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.proofmark.scout.extract.Extractor;
import org.proofmark.scout.extract.ImageReference;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.render.Rendered;
import org.proofmark.scout.url.Url;

/** A page looked at without a browser: the page itself and the images it names. */
final class Look {
    private Look() {}

    static Rendered at(Url url, Fetcher fetcher, Extractor extractor, int most, String whyNoBrowser) {
        List<String> troubles = new ArrayList<>(List.of("no screenshot, no built document: " + whyNoBrowser));
        List<Outcome> outcomes = new ArrayList<>();
        Outcome page = fetcher.fetch(Request.page(url.withoutFragment()));
        outcomes.add(page);
        if (page instanceof Outcome.Fetched fetched) {
            Set<Url> images = images(fetched, extractor);
            images.stream()
                    .limit(most)
                    .forEach(image ->
                            outcomes.add(fetcher.fetch(Request.image(image).from(fetched.landed()))));
            if (images.size() > most) {
                troubles.add("%,d images named, fetched are %,d".formatted(images.size(), most));
            }
        } else {
            troubles.add(page.explanation());
        }
        return new Rendered(
                url, page.landed(), Optional.empty(), outcomes, Optional.empty(), Optional.empty(), troubles);
    }

    private static Set<Url> images(Outcome.Fetched page, Extractor extractor) {
        Set<Url> images = new LinkedHashSet<>();
        for (ImageReference image :
                extractor.extract(page.landed(), page.headers(), page.body()).images()) {
            if (image.source() instanceof ImageReference.At at && at.url().isHttp()) {
                images.add(at.url().withoutFragment());
            }
        }
        images.remove(page.requested());
        return images;
    }
}
