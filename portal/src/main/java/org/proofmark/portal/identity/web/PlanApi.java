package org.proofmark.portal.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.Plans;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Plans, as an administrator keeps them, for programs. */
@RestController
@RequestMapping("/api/v1/people/plans/{code}")
@Allow(Role.ADMINISTRATOR)
class PlanApi {
    private final Plans plans;

    PlanApi(Plans plans) {
        this.plans = plans;
    }

    /** A plan's names, and how many works may be monitored; nothing: all. */
    @Schema(name = "PlanTerms")
    record Wanted(String nameEn, String nameDe, Optional<Integer> monitoredWorks) {}

    /** Whose works they are: the holder of a person or an organisation. */
    @Schema(name = "PlanHolder")
    record Given(HolderId holder) {}

    @PutMapping
    @Operation(summary = "Add a plan, or change the one of this code for all who have it")
    Plans.Plan keep(@AuthenticationPrincipal SignedIn me, @PathVariable String code, @RequestBody Wanted wanted) {
        Plans.Plan plan = new Plans.Plan(
                code, wanted.nameEn(), wanted.nameDe(), wanted.monitoredWorks().orElse(Plans.UNLIMITED));
        plans.keep(me, plan);
        return plan;
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a plan that nobody has")
    void delete(@AuthenticationPrincipal SignedIn me, @PathVariable String code) {
        plans.delete(me, code);
    }

    @PutMapping("/holders")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Give a holder this plan")
    void give(@AuthenticationPrincipal SignedIn me, @PathVariable String code, @RequestBody Given given) {
        plans.give(me, given.holder(), code);
    }
}
