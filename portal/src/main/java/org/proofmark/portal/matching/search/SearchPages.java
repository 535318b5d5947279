package org.proofmark.portal.matching.search;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Match;
import org.proofmark.portal.matching.Telling;
import org.proofmark.portal.matching.compare.Copies;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Sha256;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The page on which one asks by a picture; it works without script as well. */
@Controller
@Allow(Role.CREATOR)
class SearchPages {
    private final ImageSearch search;
    private final Telling telling;
    private final Refusals refusals;

    SearchPages(ImageSearch search, Telling telling, Refusals refusals) {
        this.search = search;
        this.telling = telling;
        this.refusals = refusals;
    }

    /**
     * A work that was found, in words.
     *
     * @param corners of the part that is shown, in the work's pixels, as SVG has them
     * @param stroke width of their outline in the same pixels
     */
    record Line(
            Answer.Shown work, String tier, String share, String changed, String why, String corners, long stroke) {}

    /** An image that was met, in words. */
    record Met(Answer.Met image, String tier, String share) {}

    @GetMapping("/search")
    ModelAndView ask(@RequestParam(defaultValue = "") String url) {
        return page(url);
    }

    @PostMapping("/search")
    ModelAndView answer(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String url,
            @RequestHeader(name = "X-Fragment", required = false) @Nullable String fragment,
            HttpServletResponse response,
            Locale locale)
            throws IOException {
        ModelAndView page = page(url);
        boolean part = "answer".equals(fragment);
        response.setHeader("Cache-Control", "no-store");
        try {
            fill(page, search.search(me, file, url), locale);
        } catch (Refused refused) {
            refusals.again(page, refused, response, locale);
        }
        if (part) {
            page.setViewName("search :: answer");
        }
        return page;
    }

    /** All pages that show an image met. */
    @GetMapping("/search/met/{digest}")
    ModelAndView met(@AuthenticationPrincipal SignedIn me, @PathVariable String digest) {
        return new ModelAndView("search-met", Map.of("pages", search.pages(me, named(digest))));
    }

    /** The picture of an image met. */
    @GetMapping("/search/met/{digest}/picture")
    ResponseEntity<InputStreamResource> picture(@AuthenticationPrincipal SignedIn me, @PathVariable String digest)
            throws IOException {
        Copies.Picture picture = search.picture(me, named(digest));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(picture.mediaType()))
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(new InputStreamResource(picture.bytes()));
    }

    private static Sha256 named(String digest) {
        try {
            return Sha256.parse(digest);
        } catch (IllegalArgumentException other) {
            throw Refused.notFound();
        }
    }

    private static ModelAndView page(String url) {
        Map<String, Object> model = new HashMap<>();
        model.put("url", url);
        model.put("answer", null);
        model.put("errors", List.of());
        return new ModelAndView("search", model);
    }

    private void fill(ModelAndView page, Answer answer, Locale locale) {
        page.addObject("answer", answer);
        page.addObject(
                "preview",
                answer.preview()
                        .map(preview -> Base64.getEncoder().encodeToString(preview.file()))
                        .orElse(""));
        page.addObject(
                "works",
                answer.works().stream().map(work -> line(answer, work, locale)).toList());
        page.addObject(
                "seen", answer.seen().stream().map(met -> met(met, locale)).toList());
    }

    private Line line(Answer answer, Answer.Shown work, Locale locale) {
        Match.Copy copy = new Match.Copy(Sha256.of(new byte[0]), answer.width(), answer.height(), 0);
        return new Line(
                work,
                telling.tier(work.tier(), locale),
                telling.percent(work.found().share(), locale),
                telling.changed(work.found(), copy, locale),
                telling.why(work.found(), locale),
                work.found().region().stream()
                        .map(corner -> corner.get(0) + "," + corner.get(1))
                        .collect(Collectors.joining(" ")),
                Math.max(1, Math.round(Math.max(work.width(), work.height()) / 160.0)));
    }

    private Met met(Answer.Met met, Locale locale) {
        return new Met(met, telling.tier(met.tier(), locale), telling.percent(met.share(), locale));
    }
}
