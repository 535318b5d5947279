package org.proofmark.portal.matching.alerts.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.matching.alerts.View;
import org.proofmark.portal.matching.alerts.ViewId;
import org.proofmark.portal.matching.alerts.Views;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Saved views, for programs. */
@RestController
@RequestMapping("/api/v1/views")
@Allow(Role.CREATOR)
class ViewApi {
    private final Views views;

    ViewApi(Views views) {
        this.views = views;
    }

    /**
     * A view as it is sent.
     *
     * @param query as the inbox's address says it, {@code state=all&site=example.org}
     */
    @Schema(name = "ViewTerms")
    record Sent(@Nullable String name, @Nullable String query) {
        String said() {
            return name == null ? "" : name;
        }

        Asked asked() {
            return Asked.parse(query == null ? "" : query);
        }
    }

    @Schema(name = "ViewList")
    record All(List<View> views) {}

    @Operation(summary = "The saved views, by name")
    @GetMapping
    All list(@AuthenticationPrincipal SignedIn me) {
        return new All(views.of(me));
    }

    @Operation(summary = "One saved view")
    @GetMapping("/{id}")
    View find(@AuthenticationPrincipal SignedIn me, @PathVariable ViewId id) {
        return views.find(me, id);
    }

    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Save a view")
    @PostMapping
    ResponseEntity<View> keep(
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key,
            @RequestBody Sent sent) {
        ViewId id = new ViewId(key == null ? UUID.randomUUID() : key);
        return ResponseEntity.created(URI.create("/api/v1/views/" + id))
                .body(views.keep(me, id, sent.said(), sent.asked()));
    }

    @Operation(summary = "Change a saved view")
    @PutMapping("/{id}")
    View change(@AuthenticationPrincipal SignedIn me, @PathVariable ViewId id, @RequestBody Sent sent) {
        views.find(me, id);
        return views.change(me, id, sent.said(), sent.asked());
    }

    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a saved view")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@AuthenticationPrincipal SignedIn me, @PathVariable ViewId id) {
        views.delete(me, id);
        return ResponseEntity.noContent().build();
    }
}
