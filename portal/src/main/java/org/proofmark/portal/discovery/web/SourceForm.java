package org.proofmark.portal.discovery.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.discovery.Source;
import org.proofmark.portal.platform.Refused;

/** How a source is wanted, as a form or a program writes it. */
final class SourceForm {
    /** Hours between two walks that a form offers. */
    static final List<Long> HOURS = List.of(1L, 6L, 12L, 24L, 72L, 168L, 720L);

    private SourceForm() {}

    /** What a form offers, with what is wanted now among it. */
    static List<Long> hours(Source.Wish wish) {
        return Stream.concat(HOURS.stream(), Stream.of(Math.max(1, wish.every().toHours())))
                .distinct()
                .sorted()
                .toList();
    }

    /** What is wanted; what is not said is as it was. */
    static Source.Wish wish(
            Source.Wish before,
            @Nullable Duration every,
            @Nullable Integer pages,
            @Nullable Integer depth,
            @Nullable Boolean render,
            @Nullable Boolean paused) {
        try {
            return new Source.Wish(
                    Optional.ofNullable(every).orElse(before.every()),
                    Optional.ofNullable(pages).orElse(before.maxPages()),
                    Optional.ofNullable(depth).orElse(before.maxDepth()),
                    Optional.ofNullable(render).orElse(before.render()),
                    Optional.ofNullable(paused).orElse(before.paused()));
        } catch (IllegalArgumentException beyond) {
            throw Refused.invalid(
                    "refused.wish",
                    Source.Wish.SHORTEST.toMinutes(),
                    Source.Wish.LONGEST.toDays(),
                    Source.Wish.MOST_PAGES,
                    Source.Wish.DEEPEST);
        }
    }

    static @Nullable Duration hours(@Nullable Long hours) {
        return hours == null ? null : Duration.ofHours(Math.clamp(hours, 0, 100_000));
    }

    /** What an uploaded file is, by its name. */
    static Source.Kind kindOfFile(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).matches(".*\\.(warc|arc)(\\.gz)?|.*\\.(wacz|gz)")
                ? Source.Kind.WARC
                : Source.Kind.URL_LIST;
    }
}
