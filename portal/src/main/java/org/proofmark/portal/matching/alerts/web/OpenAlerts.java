package org.proofmark.portal.matching.alerts.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Tries;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.alerts.Digests;
import org.proofmark.portal.matching.alerts.Feeds;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Sha256;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.ModelAndView;

/** What opens without an account, to who knows a secret: a feed, its thumbnails, the end of a digest. */
@Controller
@Allow(anyone = true)
class OpenAlerts {
    private static final MediaType ATOM = MediaType.parseMediaType("application/atom+xml;charset=UTF-8");

    private final Feeds feeds;
    private final Digests digests;
    private final AtomFeed atom;
    private final Tries tries;

    OpenAlerts(Feeds feeds, Digests digests, AtomFeed atom, Tries tries) {
        this.feeds = feeds;
        this.digests = digests;
        this.atom = atom;
        this.tries = tries;
    }

    @GetMapping("/feeds/{secret}")
    ResponseEntity<byte[]> feed(@PathVariable String secret, HttpServletRequest request) {
        byte[] feed = atom.write(known(secret, request), secret);
        String tag = "\"" + Sha256.of(feed).hex().substring(0, 32) + "\"";
        ResponseEntity.BodyBuilder answer =
                new ServletWebRequest(request).checkNotModified(tag) ? ResponseEntity.status(304) : ResponseEntity.ok();
        answer.eTag(tag)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePrivate())
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
        return answer.contentType(ATOM).body(feed);
    }

    /** Secrets that open nothing are counted, so that nobody tries many. */
    private Feeds.Content known(String secret, HttpServletRequest request) {
        try {
            return feeds.read(secret);
        } catch (Refused unknown) {
            tries.count(Tries.Kind.SECRET_FROM, request.getRemoteAddr());
            throw unknown;
        }
    }

    @GetMapping("/feeds/{secret}/{match}")
    ResponseEntity<InputStreamResource> thumbnail(@PathVariable String secret, @PathVariable MatchId match)
            throws IOException {
        Feeds.Thumbnail thumbnail = feeds.thumbnail(secret, match);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("image/webp"))
                .eTag("\"" + thumbnail.digest() + "\"")
                .cacheControl(CacheControl.maxAge(Duration.ofDays(7)).cachePrivate())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(new InputStreamResource(thumbnail.bytes()));
    }

    /** Only asks: what looks into mails by itself must end nothing. */
    @GetMapping("/unsubscribe/{secret}")
    ModelAndView ask(@PathVariable String secret) {
        return digests.ends(secret)
                ? new ModelAndView("unsubscribe", Map.of("secret", secret, "done", false))
                : new ModelAndView("link-spent");
    }

    /** From the page, or by one call of a mail program (RFC 8058). */
    @PostMapping("/unsubscribe/{secret}")
    ModelAndView end(@PathVariable String secret) {
        digests.end(secret);
        return new ModelAndView("unsubscribe", Map.of("secret", secret, "done", true));
    }
}
