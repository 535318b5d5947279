package org.proofmark.portal.discovery.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.discovery.Source;
import org.proofmark.portal.platform.Refused;

/** How a source is to be walked, as a form says it. */
final class SourceForm {
    private SourceForm() {}

    static Source.Wish wish(Source.Wish before, @Nullable Integer hours, @Nullable Integer pages, @Nullable Integer depth, boolean render) {
        try {
            return new Source.Wish(
                    hours == null ? before.every() : Duration.ofHours(hours),
                    pages == null ? before.maxPages() : pages,
                    depth == null ? before.maxDepth() : depth,
                    render,
                    before.paused());
        } catch (IllegalArgumentException odd) {
            throw Refused.invalid(
                    "refused.sourceWish",
                    Source.Wish.LONGEST.toHours(),
                    Source.Wish.MOST_PAGES,
                    Source.Wish.DEEPEST);
        }
    }
}
