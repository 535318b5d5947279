package org.proofmark.portal.matching.web;

import java.io.IOException;
import java.time.Duration;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.compare.Copies;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The pictures of copies. */
@Controller
@Allow(Role.CREATOR)
class CopyPictures {
    private final Copies copies;

    CopyPictures(Copies copies) {
        this.copies = copies;
    }

    @GetMapping("/matches/{id}/copy/{longSide}")
    ResponseEntity<InputStreamResource> copy(
            @AuthenticationPrincipal SignedIn me, @PathVariable MatchId id, @PathVariable int longSide)
            throws IOException {
        Copies.Picture picture = copies.picture(me, id, longSide);
        CacheControl cache = picture.lasting()
                ? CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable()
                : CacheControl.maxAge(Duration.ofMinutes(1)).cachePrivate();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(picture.mediaType()))
                .cacheControl(cache)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(new InputStreamResource(picture.bytes()));
    }

    /** The picture of the page that shows it, as it looked when it was taken. */
    @GetMapping("/matches/{id}/page")
    ResponseEntity<InputStreamResource> page(@AuthenticationPrincipal SignedIn me, @PathVariable MatchId id)
            throws IOException {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(new InputStreamResource(copies.page(me, id)));
    }
}
