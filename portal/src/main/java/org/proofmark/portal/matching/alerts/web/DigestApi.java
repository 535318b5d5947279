package org.proofmark.portal.matching.alerts.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.alerts.Digests;
import org.proofmark.portal.matching.alerts.Every;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The asker's digest by mail, for programs. */
@RestController
@RequestMapping("/api/v1/digest")
@Allow(Role.CREATOR)
class DigestApi {
    private final Digests digests;

    DigestApi(Digests digests) {
        this.digests = digests;
    }

    /** @param every {@code daily}, {@code weekly}; nothing: not at all */
    @Schema(name = "DigestTerms")
    record Sent(@Nullable Every every) {}

    /** @param possible whether this portal sends mails at all */
    @Schema(name = "DigestStanding")
    record Shown(Optional<Every> every, Optional<Instant> next, boolean possible) {}

    private Shown shown(Optional<Digests.Standing> standing) {
        return new Shown(
                standing.map(Digests.Standing::every), standing.map(Digests.Standing::next), digests.possible());
    }

    @Operation(summary = "How often one is told by mail")
    @GetMapping
    Shown find(@AuthenticationPrincipal SignedIn me) {
        return shown(digests.of(me));
    }

    @Operation(summary = "Choose how often one is told by mail")
    @PutMapping
    Shown want(@AuthenticationPrincipal SignedIn me, @RequestBody Sent sent) {
        return shown(digests.want(me, Optional.ofNullable(sent.every())));
    }
}
