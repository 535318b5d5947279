package org.proofmark.scout.render;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The limits of a page in the browser.
 *
 * @param executable the browser; looked for in the usual places where none is named
 * @param width of the window, CSS pixels
 * @param height of the window, CSS pixels
 * @param total for one page with everything; the browser is killed where it does not heed it
 * @param loading how long to wait until the page says it is loaded
 * @param quiet how long no request may be under way before the page counts as settled
 * @param settling how long to wait for that, after loading and again after scrolling
 * @param scrolls how many windows far to scroll at most
 * @param requests the most requests of one page
 * @param atOnce how many of them at a time
 * @param requestBytes the most bytes of one answer
 * @param pageBytes the most bytes of all answers of one page
 * @param htmlBytes the most characters of the document built
 * @param screenshotHeight the most of a page that is pictured, CSS pixels
 * @param memoryMegabytes what the browser may take, all its processes together
 */
public record RenderSettings(
        Optional<Path> executable,
        int width,
        int height,
        Duration total,
        Duration loading,
        Duration quiet,
        Duration settling,
        int scrolls,
        int requests,
        int atOnce,
        long requestBytes,
        long pageBytes,
        int htmlBytes,
        int screenshotHeight,
        int memoryMegabytes) {
    public RenderSettings {
        if (width < 1 || height < 1 || requests < 1 || atOnce < 1 || screenshotHeight < 1 || memoryMegabytes < 1) {
            throw new IllegalArgumentException("a window, requests and memory must be more than nothing");
        }
        if (total.compareTo(loading) < 0) {
            throw new IllegalArgumentException("loading may take " + loading + ", all together " + total);
        }
    }

    /** A window of 1280 × 1024, a minute for a page, 20 s of them for loading, 500 requests, 200 MB, 1.5 GB of memory. */
    public static RenderSettings standard() {
        return new RenderSettings(
                Optional.empty(),
                1280,
                1024,
                Duration.ofSeconds(60),
                Duration.ofSeconds(20),
                Duration.ofMillis(400),
                Duration.ofSeconds(8),
                40,
                500,
                6,
                64L << 20,
                200L << 20,
                16 << 20,
                16_000,
                1_500);
    }
}
