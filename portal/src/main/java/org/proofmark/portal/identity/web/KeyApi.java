package org.proofmark.portal.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Key;
import org.proofmark.portal.identity.KeyId;
import org.proofmark.portal.identity.Keys;
import org.proofmark.portal.identity.PasswordProof;
import org.proofmark.portal.identity.Scope;
import org.proofmark.portal.identity.SignedIn;
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

/** One's API keys, for programs. A key alone makes no other: the password is asked for. */
@RestController
@RequestMapping("/api/v1/me/keys")
@Allow(signedIn = true)
class KeyApi {
    private final Keys keys;
    private final PasswordProof proof;

    KeyApi(Keys keys, PasswordProof proof) {
        this.keys = keys;
        this.proof = proof;
    }

    /** A key to be made: what it is good for, and the last day it works, if there is one. */
    @Schema(name = "KeyTerms")
    record Wanted(String name, Set<Scope> scopes, Optional<LocalDate> until, String password) {}

    /** A key that was made; it is told this once. */
    @Schema(name = "KeyMade")
    record Made(KeyId id, String key) {}

    /** Keys, newest first, the revoked ones too. */
    @Schema(name = "KeyList")
    record All(List<Key> keys) {}

    @GetMapping
    @Operation(summary = "The keys there are, the revoked ones too")
    All all(@AuthenticationPrincipal SignedIn me) {
        return new All(keys.of(me.person()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a key; it is told once, and a repeated call with the same Idempotency-Key is refused")
    ResponseEntity<Made> make(
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID id,
            @RequestBody Wanted wanted) {
        proof.again(me, wanted.password());
        KeyId made = new KeyId(id == null ? UUID.randomUUID() : id);
        String secret = keys.make(me, made, wanted.name(), wanted.scopes(), wanted.until());
        return ResponseEntity.created(URI.create("/api/v1/me/keys/" + made))
                .cacheControl(CacheControl.noStore())
                .body(new Made(made, secret));
    }

    @DeleteMapping("/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke a key")
    void revoke(@AuthenticationPrincipal SignedIn me, @PathVariable KeyId key) {
        keys.revoke(me, key);
    }
}
