package org.proofmark.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;

/** Every page, on a phone and on a desk, light and dark: no barrier that axe-core finds, nothing wider than the screen. */
class LooksTest {
    private static final TestPortal PORTAL = TestPortal.shared();
    private static final Things THINGS = new Things(PORTAL);

    private final List<String> wrong = new ArrayList<>();

    @Test
    void noPageHasABarrier() {
        Person person = PORTAL.person("Maximiliane Schwarzenberger-Hohenlohe", Role.CREATOR, Role.ADMINISTRATOR);
        THINGS.kinds().forEach(kind -> THINGS.make(kind, person));
        Set<String> pages = new LinkedHashSet<>(Pages.all(
                Route.all(PORTAL), kind -> THINGS.knows(kind) ? List.of(THINGS.make(kind, person)) : List.of()));
        pages.addAll(List.of("/photos?q=nothing", "/nothing-here"));
        try (Chromium.Window window = Chromium.open(PORTAL, Chromium.View.DESK, person)) {
            pages.stream().sorted().forEach(path -> look(window, path));
            window.nothingWentWrong();
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void nobodysPagesHaveNoBarrier() {
        try (Chromium.Window window = Chromium.open(PORTAL, Chromium.View.DESK)) {
            List.of("/sign-in?wrong", "/sign-in?out", "/join/nothing", "/certificates/check")
                    .forEach(path -> look(window, path));
            window.nothingWentWrong();
        }
        assertThat(wrong).isEmpty();
    }

    private void look(Chromium.Window window, String path) {
        Page page = window.go(path);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions()
                    .setColorScheme(scheme)
                    .setReducedMotion(ReducedMotion.REDUCE)); // Else a colour on its way to another is measured.
            for (int width : new int[] {1440, 390}) {
                page.setViewportSize(width, 900);
                String where = "%s at %d px, %s: ".formatted(path, width, scheme);
                Chromium.barriers(window).forEach(barrier -> wrong.add(where + barrier));
                int over = (int) page.evaluate("document.documentElement.scrollWidth - innerWidth");
                if (over > 0) {
                    wrong.add(where + "wider than the screen by " + over);
                }
            }
        }
    }
}
