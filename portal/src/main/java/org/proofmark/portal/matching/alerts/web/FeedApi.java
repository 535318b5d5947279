package org.proofmark.portal.matching.alerts.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.matching.alerts.Feed;
import org.proofmark.portal.matching.alerts.FeedId;
import org.proofmark.portal.matching.alerts.Feeds;
import org.proofmark.portal.platform.Addresses;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person's feeds, for programs. */
@RestController
@RequestMapping("/api/v1/feeds")
@Allow(Role.CREATOR)
class FeedApi {
    private final Feeds feeds;
    private final Addresses addresses;

    FeedApi(Feeds feeds, Addresses addresses) {
        this.feeds = feeds;
        this.addresses = addresses;
    }

    /**
     * A feed as it is sent.
     *
     * @param query which matches, as the inbox's address says it
     */
    @Schema(name = "FeedTerms")
    record Sent(@Nullable String name, @Nullable String query) {}

    /**
     * A feed as it is shown.
     *
     * @param address shown in the answer that made it, and nowhere else
     */
    @Schema(name = "Feed")
    record Shown(
            FeedId id, String name, String query, Instant madeAt, Optional<Instant> readAt, Optional<String> address) {}

    @Schema(name = "FeedList")
    record All(List<Shown> feeds) {}

    @Schema(name = "FeedAddress")
    record Renewed(String address) {}

    private Shown shown(Feed feed, Optional<String> secret) {
        return new Shown(
                feed.id(),
                feed.name(),
                feed.query(),
                feed.madeAt(),
                feed.readAt(),
                secret.map(one -> addresses.of("/feeds/" + one)));
    }

    @Operation(summary = "One's feeds")
    @GetMapping
    All list(@AuthenticationPrincipal SignedIn me) {
        return new All(
                feeds.of(me).stream().map(feed -> shown(feed, Optional.empty())).toList());
    }

    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a feed; its address stands in this answer alone")
    @PostMapping
    ResponseEntity<Shown> make(
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key,
            @RequestBody Sent sent) {
        FeedId id = new FeedId(key == null ? UUID.randomUUID() : key);
        Feeds.Made made = feeds.make(
                me, id, sent.name() == null ? "" : sent.name(), Asked.parse(sent.query() == null ? "" : sent.query()));
        return ResponseEntity.created(URI.create("/api/v1/feeds/" + id))
                .cacheControl(CacheControl.noStore())
                .body(shown(made.feed(), made.secret()));
    }

    /** A new address, shown in this answer; the old one is gone. */
    @Operation(summary = "Make a new address; the old one is gone")
    @PostMapping("/{id}/address")
    ResponseEntity<Renewed> renew(@AuthenticationPrincipal SignedIn me, @PathVariable FeedId id) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Renewed(addresses.of("/feeds/" + feeds.renew(me, id))));
    }

    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a feed")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@AuthenticationPrincipal SignedIn me, @PathVariable FeedId id) {
        feeds.delete(me, id);
        return ResponseEntity.noContent().build();
    }
}
