package org.proofmark.portal.matching.alerts.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.alerts.Delivery;
import org.proofmark.portal.matching.alerts.DeliveryId;
import org.proofmark.portal.matching.alerts.Happening;
import org.proofmark.portal.matching.alerts.Webhook;
import org.proofmark.portal.matching.alerts.WebhookId;
import org.proofmark.portal.matching.alerts.Webhooks;
import org.proofmark.portal.platform.Tag;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Webhooks, for programs. Calls are signed as Standard Webhooks 1.0 has it: {@code webhook-signature} holds
 * {@code v1,base64(HMAC-SHA256(secret, id.timestamp.body))}, where the secret is what follows {@code whsec_}, decoded from Base64.
 * A call that is repeated has the same {@code webhook-id}.
 */
@RestController
@RequestMapping("/api/v1/webhooks")
@Allow(Role.CREATOR)
class WebhookApi {
    private final Webhooks webhooks;

    WebhookApi(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /**
     * A webhook as it is sent.
     *
     * @param events {@code match.found}, {@code match.changed}, {@code match.decided}, {@code digest}
     */
    @Schema(name = "WebhookTerms")
    record Sent(
            @Nullable String name,
            @Nullable String address,
            @Nullable Set<Happening> events,
            @Nullable Boolean paused) {
        Webhooks.Wish wish() {
            return new Webhooks.Wish(
                    name == null ? "" : name, address == null ? "" : address, events == null ? Set.of() : events);
        }
    }

    /**
     * A webhook as it is shown.
     *
     * @param givenUpAt since when it is paused because it took nothing for two days
     * @param secret shown in the answer that made it, and nowhere else
     */
    @Schema(name = "Webhook")
    record Shown(
            WebhookId id,
            String name,
            String address,
            List<Happening> events,
            boolean paused,
            Optional<Instant> givenUpAt,
            int failures,
            Instant madeAt,
            int version,
            Optional<String> secret) {
        static Shown of(Webhook hook, Optional<String> secret) {
            return new Shown(
                    hook.id(),
                    hook.name(),
                    hook.address(),
                    hook.told(),
                    hook.paused(),
                    hook.givenUpAt(),
                    hook.failures(),
                    hook.madeAt(),
                    hook.version(),
                    secret);
        }
    }

    @Schema(name = "WebhookList")
    record All(List<Shown> webhooks) {}

    @Schema(name = "WebhookSecret")
    record Renewed(String secret) {}

    /** Deliveries, newest first, and the cursor of those after them. */
    @Schema(name = "DeliveryList")
    record Stretch(List<Delivery> deliveries, Optional<DeliveryId> next) {}

    @Operation(summary = "All webhooks")
    @GetMapping
    All list(@AuthenticationPrincipal SignedIn me) {
        return new All(webhooks.of(me).stream()
                .map(hook -> Shown.of(hook, Optional.empty()))
                .toList());
    }

    @Operation(summary = "One webhook")
    @GetMapping("/{id}")
    ResponseEntity<Shown> find(@AuthenticationPrincipal SignedIn me, @PathVariable WebhookId id) {
        return shown(webhooks.find(me, id));
    }

    private static ResponseEntity<Shown> shown(Webhook hook) {
        return ResponseEntity.ok().eTag(Tag.of(hook.version())).body(Shown.of(hook, Optional.empty()));
    }

    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a webhook; its secret stands in this answer alone")
    @PostMapping
    ResponseEntity<Shown> make(
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key,
            @RequestBody Sent sent) {
        WebhookId id = new WebhookId(key == null ? UUID.randomUUID() : key);
        Webhooks.Made made = webhooks.make(me, id, sent.wish());
        return ResponseEntity.created(URI.create("/api/v1/webhooks/" + id))
                .eTag(Tag.of(made.webhook().version()))
                .cacheControl(CacheControl.noStore())
                .body(Shown.of(made.webhook(), made.secret()));
    }

    @Operation(summary = "Change a webhook")
    @PutMapping("/{id}")
    ResponseEntity<Shown> change(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable WebhookId id,
            @RequestHeader(HttpHeaders.IF_MATCH) String version,
            @RequestBody Sent sent) {
        webhooks.find(me, id);
        return shown(webhooks.change(me, id, sent.wish(), Boolean.TRUE.equals(sent.paused()), Tag.version(version)));
    }

    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a webhook and its log")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@AuthenticationPrincipal SignedIn me, @PathVariable WebhookId id) {
        webhooks.delete(me, id);
        return ResponseEntity.noContent().build();
    }

    /** A new secret, shown in this answer; calls are signed with the old one too for a day. */
    @Operation(summary = "Make a new secret; calls are signed with the old one too for a day")
    @PostMapping("/{id}/secret")
    ResponseEntity<Renewed> renew(@AuthenticationPrincipal SignedIn me, @PathVariable WebhookId id) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Renewed(webhooks.renew(me, id)));
    }

    /** Makes a call of the event {@code test}. */
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Make a call of the event test")
    @PostMapping("/{id}/test")
    ResponseEntity<Delivery> test(@AuthenticationPrincipal SignedIn me, @PathVariable WebhookId id) {
        DeliveryId made = webhooks.test(me, id);
        return ResponseEntity.accepted().body(webhooks.delivery(me, made).delivery());
    }

    @Operation(summary = "What it was told, newest first")
    @GetMapping("/{id}/deliveries")
    Stretch deliveries(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable WebhookId id,
            @RequestParam(required = false) @Nullable DeliveryId after,
            @RequestParam(defaultValue = "50") int limit) {
        List<Delivery> some = webhooks.deliveries(me, id, Optional.ofNullable(after), limit);
        return new Stretch(
                some,
                some.size() < limit
                        ? Optional.empty()
                        : Optional.of(some.getLast().id()));
    }
}
