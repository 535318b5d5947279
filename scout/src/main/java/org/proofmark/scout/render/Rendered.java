package org.proofmark.scout.render;

import java.util.List;
import java.util.Optional;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.url.Url;

/**
 * What became of a page in the browser; whatever could be had.
 *
 * @param requested what was asked for
 * @param landed the page's address in the end, where redirects and scripts led
 * @param html the document as built, shadow trees within; empty where there was none
 * @param resources what became of each request, the page's own first; redirects are hops of one outcome
 * @param screenshot of the whole page, PNG; empty where not wanted or not to be had
 * @param imageShot of the place that shows the image, PNG; empty where not wanted, not found or not to be had
 * @param troubles what is not as it should be: what was refused, cut, or not waited for
 * @param cuts those of them by which the page may not be whole
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference and never changed
public record Rendered(
        Url requested,
        Url landed,
        Optional<String> html,
        List<Outcome> resources,
        Optional<byte[]> screenshot,
        Optional<byte[]> imageShot,
        List<String> troubles,
        List<String> cuts) {
    public Rendered {
        resources = List.copyOf(resources);
        troubles = List.copyOf(troubles);
        cuts = List.copyOf(cuts);
    }

    /** What became of the request for the page itself; empty where it was never made. */
    public Optional<Outcome> page() {
        return resources.stream()
                .filter(outcome -> outcome.requested().equals(requested.withoutFragment()))
                .findFirst();
    }
}
