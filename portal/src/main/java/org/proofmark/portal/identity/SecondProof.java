package org.proofmark.portal.identity;

import dev.samstevens.totp.code.DefaultCodeGenerator;
import dev.samstevens.totp.exceptions.CodeGenerationException;
import dev.samstevens.totp.qr.QrData;
import dev.samstevens.totp.secret.DefaultSecretGenerator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Sealing;
import org.proofmark.portal.platform.Settings;
import org.proofmark.portal.platform.Sha256;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Codes by time (RFC 6238: SHA-1, six digits, 30 s, one step either way) and the recovery codes that stand in for them. A code
 * is taken once: the step of the last one taken is kept, and only later ones follow it.
 */
@Service
@Transactional
public class SecondProof {
    private static final int SECONDS = 30;
    private static final int STEPS_EITHER_WAY = 1;
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_LETTERS = 24;
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private final SecondProofStore store;
    private final Sealing sealing;
    private final Sessions sessions;
    private final Tries tries;
    private final Audit audit;
    private final InstantSource clock;
    private final Settings settings;
    private final SecureRandom chance = new SecureRandom();

    SecondProof(
            SecondProofStore store,
            Sealing sealing,
            Sessions sessions,
            Tries tries,
            Audit audit,
            InstantSource clock,
            Settings settings) {
        this.store = store;
        this.sealing = sealing;
        this.sessions = sessions;
        this.tries = tries;
        this.audit = audit;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * What an authenticator needs.
     *
     * @param secret Base32
     * @param address {@code otpauth://…}, for the square code
     */
    public record Enrolment(String secret, String address) {}

    /** Begins anew with a secret that counts only once a code of it was given. */
    public void begin(SignedIn who) {
        if (store.confirmed(who.person()).isPresent()) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.totpThere");
        }
        store.begin(who.person(), sealing.seal(new DefaultSecretGenerator(32).generate(), who.person()));
    }

    /** What was begun and not confirmed yet. */
    @Transactional(readOnly = true)
    public Optional<Enrolment> begun(Person person) {
        return store.begun(person.id()).map(bytes -> {
            String secret = sealing.open(bytes, person.id());
            QrData address = new QrData.Builder()
                    .label(person.email())
                    .issuer(settings.operator())
                    .secret(secret)
                    .build();
            return new Enrolment(secret, address.getUri());
        });
    }

    /**
     * Ends the beginning: from now on a code is asked for, and other sessions are over.
     *
     * @param session the one that stays
     * @return the recovery codes, told this once
     */
    public List<String> confirm(SignedIn who, String code, String session) {
        tries.count(Tries.Kind.CODE, who.person().toString());
        byte[] sealed = store.begun(who.person()).orElseThrow(Refused::notFound);
        OptionalLong step = step(sealing.open(sealed, who.person()), code);
        if (step.isEmpty()) {
            audit.noteRefused(Optional.of(who.person().value()), "totp.failed", who.person(), "");
            throw wrong();
        }
        store.confirm(who.person(), step.getAsLong());
        sessions.endOthers(who.person(), session);
        audit.note(Optional.of(who.person().value()), "totp.on", who.person(), "");
        return renewed(who.person());
    }

    /** Recovery codes anew; the old ones are over. */
    public List<String> renewRecoveryCodes(SignedIn who) {
        if (store.confirmed(who.person()).isEmpty()) {
            throw Refused.notFound();
        }
        audit.note(Optional.of(who.person().value()), "recovery-codes.made", who.person(), "");
        return renewed(who.person());
    }

    /** No code is asked for any more. */
    public void end(SignedIn who, String session) {
        store.remove(who.person());
        sessions.endOthers(who.person(), session);
        audit.note(Optional.of(who.person().value()), "totp.off", who.person(), "");
    }

    /** Switched off by an administrator for who lost the authenticator and the recovery codes. */
    public void endFor(SignedIn by, PersonId person) {
        store.remove(person);
        sessions.endAll(person);
        audit.note(Optional.of(by.person().value()), "totp.off", person, "by an administrator");
    }

    /** How many recovery codes are left. */
    @Transactional(readOnly = true)
    public int recoveryCodesLeft(PersonId person) {
        return store.recoveryCodes(person);
    }

    /**
     * Takes a code or a recovery code.
     *
     * @return what proved it, for the audit
     */
    @Transactional(noRollbackFor = Refused.class)
    public String prove(HalfWay who, String given) {
        if (who.over(clock.instant())) {
            throw Refused.invalid("refused.halfWayOver");
        }
        tries.count(Tries.Kind.CODE, who.person().toString());
        if (taken(who.person(), given)) {
            return "password and code";
        }
        if (store.takeRecoveryCode(who.person(), digest(given))) {
            return "password and recovery code";
        }
        audit.note(Optional.empty(), "sign-in.failed", who.person(), "code");
        throw wrong();
    }

    private boolean taken(PersonId person, String code) {
        Optional<byte[]> sealed = store.confirmed(person);
        if (sealed.isEmpty()) {
            return false;
        }
        OptionalLong step = step(sealing.open(sealed.get(), person), code);
        return step.isPresent() && store.advance(person, step.getAsLong());
    }

    /** The time step whose code this is. */
    private OptionalLong step(String secret, String code) {
        long now = clock.instant().getEpochSecond() / SECONDS;
        byte[] given = code.replaceAll("\\s", "").getBytes(StandardCharsets.UTF_8);
        return LongStream.rangeClosed(now - STEPS_EITHER_WAY, now + STEPS_EITHER_WAY)
                .filter(step -> MessageDigest.isEqual(code(secret, step).getBytes(StandardCharsets.UTF_8), given))
                .findFirst();
    }

    private static String code(String secret, long step) {
        try {
            return new DefaultCodeGenerator().generate(secret, step);
        } catch (CodeGenerationException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-1", e);
        }
    }

    private List<String> renewed(PersonId person) {
        List<String> codes =
                Stream.generate(this::recoveryCode).limit(RECOVERY_CODES).toList();
        store.recoveryCodes(person, codes.stream().map(SecondProof::digest).toList());
        return codes;
    }

    /** 120 bits: too many to try, so that a plain digest keeps them. */
    private String recoveryCode() {
        StringBuilder code = new StringBuilder();
        for (int letter = 0; letter < RECOVERY_LETTERS; letter++) {
            code.append(letter > 0 && letter % 6 == 0 ? "-" : "")
                    .append(ALPHABET.charAt(chance.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    private static byte[] digest(String code) {
        String letters = code.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
        return Sha256.of(letters.getBytes(StandardCharsets.UTF_8)).bytes();
    }

    private static Refused wrong() {
        return Refused.invalid("refused.code");
    }
}
