package org.proofmark.portal.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Passkeys;
import org.proofmark.portal.identity.PasswordProof;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.SecondProof;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Passkeys and codes by time, for programs. A passkey is made in a browser; all else here asks for the password. */
@RestController
@RequestMapping("/api/v1/me")
@Allow(signedIn = true)
class ProofApi {
    private final People people;
    private final PasswordProof proof;
    private final SecondProof codes;
    private final Passkeys passkeys;

    ProofApi(People people, PasswordProof proof, SecondProof codes, Passkeys passkeys) {
        this.people = people;
        this.proof = proof;
        this.codes = codes;
        this.passkeys = passkeys;
    }

    /** The password once more. */
    record Again(String password) {}

    /** A code of the authenticator. */
    record Code(String code) {}

    /** Codes, each of which works once in place of one by time; told this once. */
    record RecoveryCodes(List<String> codes) {}

    /** The passkeys of a person. */
    @Schema(name = "PasskeyList")
    record Shown(List<Passkeys.Passkey> passkeys) {}

    @GetMapping("/passkeys")
    @Operation(summary = "The passkeys there are")
    Shown passkeys(@AuthenticationPrincipal SignedIn me) {
        return new Shown(passkeys.of(me.person()));
    }

    @PostMapping("/passkeys/{id}/removal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a passkey")
    void remove(@AuthenticationPrincipal SignedIn me, @PathVariable String id, @RequestBody Again again) {
        proof.again(me, again.password());
        passkeys.remove(me, id);
    }

    @PostMapping("/totp")
    @Operation(summary = "Begin to set up codes by time: the secret for the authenticator")
    SecondProof.Enrolment begin(@AuthenticationPrincipal SignedIn me, @RequestBody Again again) {
        proof.again(me, again.password());
        codes.begin(me);
        return people.byId(me.person()).flatMap(codes::begun).orElseThrow(Refused::notFound);
    }

    @PostMapping("/totp/confirmation")
    @Operation(summary = "Switch codes by time on, with the first of them")
    RecoveryCodes confirm(@AuthenticationPrincipal SignedIn me, @RequestBody Code code, HttpServletRequest request) {
        return new RecoveryCodes(codes.confirm(me, code.code(), SessionApi.here(request)));
    }

    @PostMapping("/totp/off")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Switch codes by time off")
    void end(@AuthenticationPrincipal SignedIn me, @RequestBody Again again, HttpServletRequest request) {
        proof.again(me, again.password());
        codes.end(me, SessionApi.here(request));
    }

    @PostMapping("/totp/recovery-codes")
    @Operation(summary = "Make new recovery codes in place of those there are")
    RecoveryCodes renew(@AuthenticationPrincipal SignedIn me, @RequestBody Again again) {
        proof.again(me, again.password());
        return new RecoveryCodes(codes.renewRecoveryCodes(me));
    }
}
