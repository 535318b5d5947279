package org.proofmark.portal.matching.alerts.web;

import io.swagger.v3.oas.annotations.Operation;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.alerts.Delivery;
import org.proofmark.portal.matching.alerts.DeliveryId;
import org.proofmark.portal.matching.alerts.Webhooks;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What webhooks were told, for programs. */
@RestController
@RequestMapping("/api/v1/deliveries")
@Allow(Role.CREATOR)
class DeliveryApi {
    private final Webhooks webhooks;

    DeliveryApi(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** A delivery with all its tries. */
    @Operation(summary = "One call with all its tries")
    @GetMapping("/{id}")
    Delivery.Story find(@AuthenticationPrincipal SignedIn me, @PathVariable DeliveryId id) {
        return webhooks.delivery(me, id);
    }

    /** Has it told once more, under the same id. */
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Make a call once more, under the same id")
    @PostMapping("/{id}/again")
    ResponseEntity<Delivery> again(@AuthenticationPrincipal SignedIn me, @PathVariable DeliveryId id) {
        return ResponseEntity.accepted().body(webhooks.again(me, id));
    }
}
