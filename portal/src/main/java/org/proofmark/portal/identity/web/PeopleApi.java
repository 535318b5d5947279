package org.proofmark.portal.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Administration;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.ForgottenPasswords;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.identity.Plans;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SecondProof;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Addresses;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Mail;
import org.proofmark.portal.platform.Refused;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Accounts, as an administrator sees them, for programs. */
@RestController
@RequestMapping("/api/v1/people")
@Allow(Role.ADMINISTRATOR)
class PeopleApi {
    private static final int MOST_ENTRIES = 500;

    private final People people;
    private final Administration administration;
    private final Plans plans;
    private final SecondProof codes;
    private final ForgottenPasswords passwords;
    private final Addresses addresses;
    private final Mail mail;
    private final Audit audit;

    PeopleApi(
            People people,
            Administration administration,
            Plans plans,
            SecondProof codes,
            ForgottenPasswords passwords,
            Addresses addresses,
            Mail mail,
            Audit audit) {
        this.people = people;
        this.administration = administration;
        this.plans = plans;
        this.codes = codes;
        this.passwords = passwords;
        this.addresses = addresses;
        this.mail = mail;
        this.audit = audit;
    }

    /** An account. */
    @Schema(name = "Person")
    record Shown(
            PersonId id,
            String name,
            String email,
            Set<Role> roles,
            HolderId holder,
            String plan,
            boolean codes,
            boolean closed,
            Instant since) {}

    /** Accounts, by name, and after which to go on. */
    @Schema(name = "PersonList")
    record Some(List<Shown> people, Optional<PersonId> next) {}

    /** Whom to invite, and to what. */
    @Schema(name = "PersonInvitation")
    record Invited(String email, Set<Role> roles) {}

    /** What a person may do. */
    @Schema(name = "Roles")
    record NewRoles(Set<Role> roles) {}

    /** By which plan a person's works are monitored. */
    @Schema(name = "PlanChoice")
    record NewPlan(String plan) {}

    /** The plans there are. */
    @Schema(name = "PlanList")
    record AllPlans(List<Plans.Plan> plans) {}

    /** Entries, newest first, and before which to go on. */
    @Schema(name = "AuditList")
    record Entries(List<Audit.Entry> entries, Optional<Long> next) {}

    @GetMapping
    @Operation(summary = "All accounts, by name")
    Some all(@RequestParam(required = false) @Nullable PersonId after, @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST_ENTRIES) {
            throw Refused.invalid("refused.limit");
        }
        List<Person> found = people.some(Optional.ofNullable(after), limit + 1);
        return new Some(
                found.stream().limit(limit).map(this::shown).toList(),
                found.size() > limit ? Optional.of(found.get(limit - 1).id()) : Optional.empty());
    }

    @GetMapping("/{id}")
    @Operation(summary = "One account")
    Shown find(@PathVariable PersonId id) {
        return shown(found(id));
    }

    @PostMapping("/invitations")
    @Operation(summary = "Invite someone, by mail where mails are sent; else the link is in the answer")
    OrganisationApi.Link invite(
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key,
            @RequestBody Invited invited,
            Locale locale) {
        String secret = people.invite(me, Optional.ofNullable(key), invited.email(), invited.roles(), locale);
        return new OrganisationApi.Link(
                mail.possible() ? Optional.empty() : Optional.of(addresses.of("/join/" + secret)));
    }

    @PutMapping("/{id}/roles")
    @Operation(summary = "Say what a person may do, from the next call on")
    Shown roles(@AuthenticationPrincipal SignedIn me, @PathVariable PersonId id, @RequestBody NewRoles roles) {
        administration.roles(me, id, roles.roles());
        return shown(found(id));
    }

    @PutMapping("/{id}/plan")
    @Operation(summary = "Give a person another plan")
    Shown plan(@AuthenticationPrincipal SignedIn me, @PathVariable PersonId id, @RequestBody NewPlan plan) {
        plans.give(me, found(id).holder(), plan.plan());
        return shown(found(id));
    }

    @GetMapping("/plans")
    @Operation(summary = "The plans there are, the smallest first")
    AllPlans plans() {
        return new AllPlans(plans.all());
    }

    @PostMapping("/{id}/closure")
    @Operation(summary = "Close an account: nobody comes in by it any more")
    Shown close(@AuthenticationPrincipal SignedIn me, @PathVariable PersonId id) {
        administration.close(me, id);
        return shown(found(id));
    }

    @PostMapping("/{id}/reopening")
    @Operation(summary = "Open a closed account again")
    Shown reopen(@AuthenticationPrincipal SignedIn me, @PathVariable PersonId id) {
        administration.reopen(me, id);
        return shown(found(id));
    }

    @PostMapping("/{id}/totp/off")
    @Operation(summary = "Switch codes by time off for one who lost the authenticator")
    Shown withoutCodes(@AuthenticationPrincipal SignedIn me, @PathVariable PersonId id) {
        codes.endFor(me, found(id).id());
        return shown(found(id));
    }

    @PostMapping("/{id}/password-link")
    @Operation(summary = "Make a link by which a person chooses a new password")
    OrganisationApi.Link passwordLink(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable PersonId id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key) {
        return new OrganisationApi.Link(Optional.of(addresses.of(passwords.link(me, Optional.ofNullable(key), id))));
    }

    @GetMapping("/audit")
    @Operation(summary = "Who did what, newest first: of a person, of an act, before an entry")
    Entries audit(
            @RequestParam(required = false) @Nullable UUID person,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST_ENTRIES) {
            throw Refused.invalid("refused.limit");
        }
        List<Audit.Entry> entries = audit.find(
                Optional.ofNullable(person), act.strip(), before == null ? Long.MAX_VALUE : before, limit + 1);
        boolean more = entries.size() > limit;
        return new Entries(
                entries.stream().limit(limit).toList(),
                more ? Optional.of(entries.get(limit - 1).id()) : Optional.empty());
    }

    private Person found(PersonId id) {
        return people.byId(id).orElseThrow(Refused::notFound);
    }

    private Shown shown(Person person) {
        return new Shown(
                person.id(),
                person.name(),
                person.email(),
                person.roles(),
                person.holder(),
                plans.of(person.holder()).code(),
                person.totp(),
                person.closed(),
                person.since());
    }
}
