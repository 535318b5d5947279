package org.proofmark.portal.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.Member;
import org.proofmark.portal.identity.Organisation;
import org.proofmark.portal.identity.Organisations;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Addresses;
import org.proofmark.portal.platform.Mail;
import org.springframework.http.HttpStatus;
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

/** Organisations and their members, for programs. A key acts for whom it was made; a session says on its page for whom. */
@RestController
@RequestMapping("/api/v1/organisations")
@Allow(signedIn = true)
class OrganisationApi {
    private final Organisations organisations;
    private final Addresses addresses;
    private final Mail mail;

    OrganisationApi(Organisations organisations, Addresses addresses, Mail mail) {
        this.organisations = organisations;
        this.addresses = addresses;
        this.mail = mail;
    }

    /** The organisations a person acts for. */
    @Schema(name = "OrganisationList")
    record All(List<Organisation> organisations) {}

    /** An organisation to be made. */
    @Schema(name = "OrganisationTerms")
    record Wanted(String name) {}

    /** The id of an organisation. */
    @Schema(name = "OrganisationMade")
    record Made(HolderId id) {}

    /** Those who act for an organisation. */
    @Schema(name = "MemberList")
    record Members(List<Member> members) {}

    /** Whether a member says who the others are. */
    record Standing(boolean owner) {}

    /** Whom to invite. */
    @Schema(name = "Address")
    record Invited(String email) {}

    /** The link of an invitation, where no mail was sent with it. */
    @Schema(name = "InvitationLink")
    record Link(Optional<String> link) {}

    @GetMapping
    @Operation(summary = "The organisations one acts for")
    All all(@AuthenticationPrincipal SignedIn me) {
        return new All(organisations.of(me.person()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make an organisation, with its maker as owner")
    Made make(
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID id,
            @RequestBody Wanted wanted) {
        return new Made(organisations.make(me, new HolderId(id == null ? UUID.randomUUID() : id), wanted.name()));
    }

    @GetMapping("/{holder}/members")
    @Operation(summary = "Who acts for an organisation")
    Members members(@AuthenticationPrincipal SignedIn me, @PathVariable HolderId holder) {
        return new Members(organisations.members(me, holder));
    }

    @PostMapping("/{holder}/invitations")
    @Operation(summary = "Invite someone to act for an organisation")
    Link invite(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable HolderId holder,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key,
            @RequestBody Invited invited,
            Locale locale) {
        String secret = organisations.invite(me, Optional.ofNullable(key), holder, invited.email(), locale);
        return new Link(
                mail.possible() ? Optional.empty() : Optional.of(addresses.of("/organisations/join/" + secret)));
    }

    @PutMapping("/{holder}/members/{person}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Make a member an owner, or an owner a member")
    void owner(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable HolderId holder,
            @PathVariable PersonId person,
            @RequestBody Standing standing) {
        organisations.owner(me, holder, person, standing.owner());
    }

    @DeleteMapping("/{holder}/members/{person}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a member")
    void remove(@AuthenticationPrincipal SignedIn me, @PathVariable HolderId holder, @PathVariable PersonId person) {
        organisations.remove(me, holder, person);
    }

    @PostMapping("/{holder}/leaving")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Act for an organisation no longer")
    void leave(@AuthenticationPrincipal SignedIn me, @PathVariable HolderId holder) {
        organisations.leave(me, holder);
    }

    @PostMapping("/joining/{secret}")
    @Operation(summary = "Accept an invitation to act for an organisation")
    Made join(@AuthenticationPrincipal SignedIn me, @PathVariable String secret) {
        return new Made(organisations.join(me, secret));
    }
}
