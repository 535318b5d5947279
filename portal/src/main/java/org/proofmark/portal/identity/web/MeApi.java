package org.proofmark.portal.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.NewAddresses;
import org.proofmark.portal.identity.PasswordProof;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.identity.Plans;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own account, for programs. */
@RestController
@RequestMapping("/api/v1/me")
@Allow(signedIn = true)
class MeApi {
    private final People people;
    private final Plans plans;
    private final PasswordProof proof;
    private final NewAddresses addresses;
    private final Audit audit;

    MeApi(People people, Plans plans, PasswordProof proof, NewAddresses addresses, Audit audit) {
        this.people = people;
        this.plans = plans;
        this.proof = proof;
        this.addresses = addresses;
        this.audit = audit;
    }

    /**
     * The person a call is made for.
     *
     * @param holder whose works the call reaches: the person's own, or an organisation's
     * @param monitoredWorks how many works the holder's plan lets be monitored
     * @param codes whether a code is asked for after the password
     */
    @Schema(name = "Me")
    record Shown(
            PersonId id,
            String name,
            String email,
            String language,
            String zone,
            Set<Role> roles,
            HolderId holder,
            String plan,
            int monitoredWorks,
            boolean codes,
            boolean writes) {}

    /** How a person wants to be called and spoken to: {@code en} or {@code de}; a zone as IANA names it. */
    @Schema(name = "MeChange")
    record Change(String name, String language, String zone) {}

    /** A new password, and the present one. */
    record NewPassword(String password, String fresh) {}

    /** What happened to the account, newest first. */
    @Schema(name = "EventList")
    record Events(List<Audit.Entry> events) {}

    @GetMapping
    @Operation(summary = "Who is asking, for whom, and on which plan")
    Shown find(@AuthenticationPrincipal SignedIn me) {
        return shown(me, people.byId(me.person()).orElseThrow(Refused::notFound));
    }

    @PutMapping
    @Operation(summary = "Change name, language and time zone")
    Shown change(@AuthenticationPrincipal SignedIn me, @RequestBody Change change) {
        return shown(me, people.describe(me, change.name(), change.language(), change.zone()));
    }

    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Change the password; every other session ends")
    void password(@AuthenticationPrincipal SignedIn me, @RequestBody NewPassword change, HttpServletRequest request) {
        proof.again(me, change.password());
        people.changePassword(me, change.fresh(), SessionApi.here(request));
    }

    /** Another e-mail address, and the present password. */
    record NewEmail(String password, String email) {}

    @PostMapping("/email")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Ask for another e-mail address; it counts once the link sent to it was followed")
    void email(@AuthenticationPrincipal SignedIn me, @RequestBody NewEmail change) {
        proof.again(me, change.password());
        addresses.ask(me, change.email());
    }

    @GetMapping("/events")
    @Operation(summary = "What happened to the account, newest first, 200 at most")
    Events events(@AuthenticationPrincipal SignedIn me) {
        return new Events(audit.about(me.person()));
    }

    private Shown shown(SignedIn me, Person person) {
        Plans.Plan plan = plans.of(me.holder());
        return new Shown(
                person.id(),
                person.name(),
                person.email(),
                person.tastes().language().getLanguage(),
                person.tastes().zone().getId(),
                person.roles(),
                me.holder(),
                plan.code(),
                plan.monitoredWorks(),
                person.totp(),
                me.writes());
    }
}
