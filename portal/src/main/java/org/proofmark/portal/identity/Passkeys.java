package org.proofmark.portal.identity;

import com.webauthn4j.util.exception.WebAuthnException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Mail;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Settings;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Passkeys. The device proves that it is there and that its owner unlocked it (user verification is required): something one has
 * and something one is or knows, so a passkey counts as both proofs and no code is asked for.
 */
@Service
@Transactional
public class Passkeys {
    private static final int LONGEST_LABEL = 100;
    private static final int MOST = 20;

    private final PasskeyOwners owners;
    private final PasskeyStore store;
    private final PeopleStore people;
    private final Mail mail;
    private final Audit audit;
    private final Settings settings;

    Passkeys(PasskeyOwners owners, PasskeyStore store, PeopleStore people, Mail mail, Audit audit, Settings settings) {
        this.owners = owners;
        this.store = store;
        this.people = people;
        this.mail = mail;
        this.audit = audit;
        this.settings = settings;
    }

    /**
     * One, as its owner sees it.
     *
     * @param id hexadecimal
     */
    public record Passkey(String id, String label, Instant made, Instant lastUsed) {}

    @Transactional(readOnly = true)
    public List<Passkey> of(PersonId person) {
        return store.findByUserId(PasskeyOwners.handle(person)).stream()
                .map(record -> new Passkey(id(record), record.getLabel(), record.getCreated(), record.getLastUsed()))
                .toList();
    }

    /**
     * What a device needs to make one.
     *
     * @param port on which the portal listens; part of the origin where the operator set no address
     */
    public PublicKeyCredentialCreationOptions begin(SignedIn who, int port) {
        if (of(who.person()).size() >= MOST) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.manyPasskeys", MOST);
        }
        return party(port)
                .createPublicKeyCredentialCreationOptions(new ImmutablePublicKeyCredentialCreationOptionsRequest(
                        new UsernamePasswordAuthenticationToken(who, null, List.of())));
    }

    /**
     * Keeps what the device made.
     *
     * @param asked what {@link #begin} answered
     */
    public void keep(SignedIn who, PublicKeyCredentialCreationOptions asked, RelyingPartyPublicKey made, int port) {
        if (made.getLabel().isBlank() || made.getLabel().length() > LONGEST_LABEL) {
            throw Refused.invalid("refused.name", LONGEST_LABEL);
        }
        if (!PasskeyOwners.person(asked.getUser().getId()).equals(who.person())) {
            throw Refused.invalid("refused.passkey");
        }
        try {
            party(port).registerCredential(new ImmutableRelyingPartyRegistrationRequest(asked, made));
        } catch (WebAuthnException | IllegalArgumentException wrong) {
            throw Refused.invalid("refused.passkey");
        }
        audit.note(Optional.of(who.person().value()), "passkey.made", who.person(), made.getLabel());
        people.byId(who.person())
                .ifPresent(person ->
                        mail.send(person.email(), person.tastes().language(), "mail.passkey", made.getLabel()));
    }

    public void remove(SignedIn who, String id) {
        CredentialRecord record = store.findByUserId(PasskeyOwners.handle(who.person())).stream()
                .filter(one -> id(one).equals(id))
                .findFirst()
                .orElseThrow(Refused::notFound);
        store.delete(record.getCredentialId());
        audit.note(Optional.of(who.person().value()), "passkey.removed", who.person(), record.getLabel());
    }

    /** What any device of ours can answer. */
    @Transactional(readOnly = true)
    public PublicKeyCredentialRequestOptions ask(int port) {
        return party(port).createCredentialRequestOptions(new ImmutablePublicKeyCredentialRequestOptionsRequest(null));
    }

    /** The person whose device answered. */
    @Transactional(noRollbackFor = Refused.class)
    public Person prove(
            PublicKeyCredentialRequestOptions asked,
            PublicKeyCredential<AuthenticatorAssertionResponse> answer,
            int port,
            String from) {
        try {
            PublicKeyCredentialUserEntity owner =
                    party(port).authenticate(new RelyingPartyAuthenticationRequest(asked, answer));
            return people.byId(PasskeyOwners.person(owner.getId()))
                    .filter(person -> person.confirmed() && !person.closed())
                    .orElseThrow(() -> Refused.invalid("refused.passkey"));
        } catch (WebAuthnException | IllegalArgumentException wrong) {
            audit.note(Optional.empty(), "sign-in.failed", "passkey", "from " + from);
            throw Refused.invalid("refused.passkey");
        }
    }

    private WebAuthnRelyingPartyOperations party(int port) {
        String host = settings.address().map(java.net.URI::getHost).orElse("localhost");
        Webauthn4JRelyingPartyOperations party = new Webauthn4JRelyingPartyOperations(
                owners,
                store,
                PublicKeyCredentialRpEntity.builder()
                        .id(host)
                        .name(settings.operator())
                        .build(),
                Set.of(origin(port)));
        party.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .build()));
        party.setCustomizeRequestOptions(options -> options.userVerification(UserVerificationRequirement.REQUIRED));
        return party;
    }

    private String origin(int port) {
        return settings.address()
                .map(address -> address.getScheme() + "://" + address.getRawAuthority())
                .orElse("http://localhost:" + port);
    }

    private static String id(CredentialRecord record) {
        Bytes bytes = record.getCredentialId();
        return HexFormat.of().formatHex(bytes.getBytes());
    }
}
