package org.proofmark.portal.catalogue.web;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.proofmark.portal.catalogue.Gallery;

/**
 * Part of the grid: of one month, where works stand in order of time.
 *
 * @param month none in other orders
 * @param heading whether the month begins here
 * @param works how many the whole month has
 */
record Chunk(Optional<YearMonth> month, boolean heading, long works, List<Gallery.Frame> frames) {
    Chunk {
        frames = List.copyOf(frames);
    }

    static List<Chunk> of(Gallery.Stretch stretch, List<Gallery.Month> months, Gallery asked) {
        if (!asked.sort().byMonth()) {
            return stretch.frames().isEmpty()
                    ? List.of()
                    : List.of(new Chunk(Optional.empty(), false, 0, stretch.frames()));
        }
        Map<YearMonth, Long> sizes =
                months.stream().collect(Collectors.toMap(Gallery.Month::month, Gallery.Month::works));
        Optional<YearMonth> before = asked.after().map(place -> YearMonth.from(LocalDateTime.parse(place.key())));
        List<Chunk> chunks = new ArrayList<>();
        Map<YearMonth, List<Gallery.Frame>> byMonth = stretch.frames().stream()
                .collect(Collectors.groupingBy(
                        frame -> YearMonth.from(frame.shown()), java.util.LinkedHashMap::new, Collectors.toList()));
        byMonth.forEach((month, frames) -> chunks.add(new Chunk(
                Optional.of(month), !before.filter(month::equals).isPresent(), sizes.getOrDefault(month, 0L), frames)));
        return chunks;
    }

    /** Twentieths of height to width, from 8 to 80, for which the style sheet has classes. */
    static int ratio(Gallery.Frame frame) {
        return Math.clamp(Math.round(20f * frame.width() / frame.height()), 8, 80);
    }

    /** The class that tells a frame its shape, for templates. */
    public Function<Gallery.Frame, String> shape() {
        return frame -> "r-" + ratio(frame);
    }
}
