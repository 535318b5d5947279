package org.proofmark.portal.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Passkeys;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.SecondProofGate;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.identity.Tries;
import org.proofmark.portal.platform.Refused;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code passkeys.js} talks to. What was asked is remembered in the session and answered once. */
@RestController
class PasskeyApi {
    private static final String MAKING = "passkey.making";
    private static final String ASKING = "passkey.asking";

    private final Passkeys passkeys;
    private final Freshness freshness;
    private final Tries tries;
    private final Entry entry;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    PasskeyApi(Passkeys passkeys, Freshness freshness, Tries tries, Entry entry) {
        this.passkeys = passkeys;
        this.freshness = freshness;
        this.tries = tries;
        this.entry = entry;
    }

    @PostMapping("/webauthn/register/options")
    @Allow(signedIn = true)
    ResponseEntity<String> begin(
            @AuthenticationPrincipal SignedIn me, HttpServletRequest request, HttpSession session) {
        freshness.require(session);
        PublicKeyCredentialCreationOptions asked = passkeys.begin(me, request.getLocalPort());
        session.setAttribute(MAKING, asked);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json.writeValueAsString(asked));
    }

    @PostMapping("/webauthn/register")
    @Allow(signedIn = true)
    Map<String, Object> keep(
            @AuthenticationPrincipal SignedIn me,
            @RequestBody String body,
            HttpServletRequest request,
            HttpSession session) {
        freshness.require(session);
        PublicKeyCredentialCreationOptions asked = once(session, MAKING, PublicKeyCredentialCreationOptions.class);
        passkeys.keep(me, asked, made(body), request.getLocalPort());
        session.setAttribute(SecondProofGate.PROOF, "passkey");
        return Map.of("success", true);
    }

    @PostMapping("/webauthn/authenticate/options")
    @Allow(anyone = true)
    ResponseEntity<String> ask(HttpServletRequest request) {
        PublicKeyCredentialRequestOptions asked = passkeys.ask(request.getLocalPort());
        request.getSession().setAttribute(ASKING, asked);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json.writeValueAsString(asked));
    }

    @PostMapping("/login/webauthn")
    @Allow(anyone = true)
    Map<String, Object> signIn(
            @RequestBody String body, HttpServletRequest request, HttpServletResponse response, HttpSession session) {
        tries.count(Tries.Kind.SIGN_IN_FROM, request.getRemoteAddr());
        PublicKeyCredentialRequestOptions asked = once(session, ASKING, PublicKeyCredentialRequestOptions.class);
        Person person = passkeys.prove(asked, answer(body), request.getLocalPort(), request.getRemoteAddr());
        tries.takeBack(Tries.Kind.SIGN_IN_FROM, request.getRemoteAddr());
        String there = entry.letIn(person, "passkey", request, response).substring("redirect:".length());
        return Map.of("authenticated", true, "redirectUrl", there);
    }

    private RelyingPartyPublicKey made(String body) {
        try {
            JsonNode made = json.readTree(body).path("publicKey");
            if (!made.isObject()) {
                throw Refused.invalid("refused.passkey");
            }
            return json.treeToValue(made, RelyingPartyPublicKey.class);
        } catch (JacksonException | IllegalArgumentException wrong) {
            throw Refused.invalid("refused.passkey");
        }
    }

    private PublicKeyCredential<AuthenticatorAssertionResponse> answer(String body) {
        try {
            return json.readValue(body, new TypeReference<>() {});
        } catch (JacksonException | IllegalArgumentException wrong) {
            throw Refused.invalid("refused.passkey");
        }
    }

    /** What was asked; a second answer finds nothing. */
    private static <T> T once(HttpSession session, String name, Class<T> type) {
        @Nullable Object asked = session.getAttribute(name);
        session.removeAttribute(name);
        if (!type.isInstance(asked)) {
            throw Refused.invalid("refused.passkey");
        }
        return type.cast(asked);
    }
}
