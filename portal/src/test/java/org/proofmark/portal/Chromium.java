package org.proofmark.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ViewportSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.proofmark.portal.identity.Person;

/** The system's Chromium, started once for all tests of this process. Without one, tests that ask for it are skipped. */
final class Chromium {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");

    /** Runs in every page before anything of its own. What must not happen is told as an error on the console. */
    private static final String WATCH = """
            document.addEventListener('securitypolicyviolation', event =>
                console.error(`policy broken: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
            Object.defineProperty(window, '__ran', { set(what) { console.error(`script ran: ${what}`); } });""";

    /** Files that are part of the program: none may be missing, while a picture of a photo may be. */
    private static final Pattern STATIC = Pattern.compile("[^?#]+\\.(?:js|css|woff2|svg|json)");

    private Chromium() {}

    /** How a page is looked at. */
    record View(int width, int height, String language, ColorScheme scheme) {
        static final View DESK = new View(1440, 900, "en", ColorScheme.LIGHT);
        static final View PHONE = new View(390, 844, "en", ColorScheme.LIGHT);

        boolean phone() {
            return width < 600;
        }

        View dark() {
            return new View(width, height, language, ColorScheme.DARK);
        }

        @Override
        public String toString() {
            return width + " px, " + scheme.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A window on a portal, and what went wrong in it. */
    record Window(BrowserContext context, Page page, URIs uris, List<String> wrong) implements AutoCloseable {
        Page go(String path) {
            page.navigate(uris.of(path));
            return page;
        }

        /** Fails if a script ran that was not ours, the policy was broken, or a script of ours failed. */
        void nothingWentWrong() {
            assertThat(wrong).isEmpty();
        }

        /** Keeps pictures of the page that stands in it: as a desk and a phone show it, light and dark. */
        void look(Path folder, String name) {
            ViewportSize before = page.viewportSize();
            for (View view : List.of(View.DESK, View.DESK.dark(), View.PHONE, View.PHONE.dark())) {
                page.emulateMedia(new Page.EmulateMediaOptions()
                        .setColorScheme(view.scheme())
                        .setReducedMotion(ReducedMotion.REDUCE));
                page.setViewportSize(view.width(), view.height());
                page.screenshot(new Page.ScreenshotOptions()
                        .setAnimations(com.microsoft.playwright.options.ScreenshotAnimations.DISABLED)
                        .setPath(folder.resolve("%s-%d-%s.png".formatted(name, view.width(), view.scheme()))));
            }
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            page.setViewportSize(before.width, before.height);
        }

        @Override
        public void close() {
            context.close();
        }
    }

    /** Waits until an expression holds in a page; asked from outside, since the policy lets no text become a script there. */
    static void until(Page page, String expression) {
        page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate("Boolean(" + expression + ")")));
    }

    /** Addresses of a portal. */
    record URIs(TestPortal portal) {
        String of(String path) {
            return path.startsWith("http")
                    ? path
                    : portal.address().resolve(path).toString();
        }
    }

    /** A new window: nobody is signed in. */
    static Window open(TestPortal portal, View view) {
        return open(portal, view, new NewContextOptions());
    }

    /** A new window on a machine whose clock stands in a zone. */
    static Window in(String zone, TestPortal portal) {
        return open(portal, View.DESK, new NewContextOptions().setTimezoneId(zone));
    }

    private static Window open(TestPortal portal, View view, NewContextOptions options) {
        Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "no " + PROGRAM);
        BrowserContext context = Shared.BROWSER.newContext(options.setViewportSize(view.width(), view.height())
                .setLocale(view.language())
                .setColorScheme(view.scheme())
                .setHasTouch(view.phone()));
        context.setDefaultTimeout(30_000);
        context.addInitScript(WATCH);
        Page page = context.newPage();
        List<String> wrong = new CopyOnWriteArrayList<>();
        page.onDialog(dialog -> {
            if (dialog.type().equals("beforeunload")) {
                dialog.accept();
                return;
            }
            wrong.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onPageError(error -> wrong.add("error: " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                wrong.add(message.text());
            }
        });
        page.onResponse(answer -> {
            if (answer.status() >= 400 && STATIC.matcher(answer.url()).matches()) {
                wrong.add(answer.status() + ": " + answer.url());
            }
        });
        return new Window(context, page, new URIs(portal), wrong);
    }

    /** A new window in which a person is signed in. */
    static Window open(TestPortal portal, View view, Person person) {
        Window window = open(portal, view);
        Page page = window.go("/sign-in");
        page.locator("input[name=email]").fill(person.email());
        page.locator("input[name=password]").fill(TestPortal.PASSWORD);
        page.locator("form button.ink").first().click();
        page.waitForURL(url -> !url.contains("/sign-in"));
        return window;
    }

    /** What axe-core finds on the page that stands in the window, one line each. WCAG 2.0 to 2.2, A and AA. */
    @SuppressWarnings("unchecked")
    static List<String> barriers(Window window) {
        window.page().evaluate(Shared.AXE);
        Object found = window.page().evaluate("""
                () => axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) =>
                    violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' … ')}`))""");
        return (List<String>) Objects.requireNonNull(found);
    }

    private static final class Shared {
        private static final Playwright PLAYWRIGHT =
                Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        private static final com.microsoft.playwright.Browser BROWSER = PLAYWRIGHT
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs("root".equals(System.getProperty("user.name")) ? List.of("--no-sandbox") : List.of()));
        private static final String AXE = axe();

        private static String axe() {
            try (InputStream in = Objects.requireNonNull(Chromium.class.getResourceAsStream("/axe.min.js"))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
