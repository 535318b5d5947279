package org.proofmark.portal.matching.alerts;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Mail;
import org.proofmark.portal.platform.Refused;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Digests by mail, for who wants them. One that is due is written into the table of mails and put off to its next time in one
 * transaction: it is sent once, however many processes there are and whenever one is killed.
 */
@Service
public class Digests {
    /** What is found counts from the moment the machine writes down, which is a little before it is there for others. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    /** For so long a mail's link ends the digest. */
    private static final Duration LINK_LASTS = Duration.ofDays(400);

    private final DigestStore store;
    private final WebhookStore hooks;
    private final WebhookNews news;
    private final DigestMail letter;
    private final People people;
    private final Mail mail;
    private final Audit audit;
    private final InstantSource clock;
    private final TransactionTemplate together;
    private final SecureRandom chance = new SecureRandom();

    Digests(
            DigestStore store,
            WebhookStore hooks,
            WebhookNews news,
            DigestMail letter,
            People people,
            Mail mail,
            Audit audit,
            InstantSource clock,
            TransactionTemplate together) {
        this.store = store;
        this.hooks = hooks;
        this.news = news;
        this.letter = letter;
        this.people = people;
        this.mail = mail;
        this.audit = audit;
        this.clock = clock;
        this.together = together;
    }

    /** How often, and when next. */
    public record Standing(Every every, Instant next) {}

    /** Whether mails are sent at all. */
    public boolean possible() {
        return mail.possible();
    }

    /** How the asker is told of the holder acted for; nothing: not. */
    @Transactional(readOnly = true)
    public Optional<Standing> of(SignedIn by) {
        return store.find(by.person(), by.holder()).map(wanted -> new Standing(wanted.every(), wanted.next()));
    }

    /** Has the asker told from now on; nothing: no longer. */
    @Transactional
    public Optional<Standing> want(SignedIn by, Optional<Every> every) {
        Optional<Every> before = of(by).map(Standing::every);
        if (before.equals(every)) {
            return of(by);
        }
        if (every.isEmpty()) {
            store.remove(by.person(), by.holder());
        } else {
            Instant now = clock.instant();
            Instant next = every.get().after(now, person(by).tastes().zone());
            store.keep(new DigestStore.Wanted(by.person(), by.holder(), every.get(), now, next));
        }
        audit.note(
                Optional.of(by.person().value()),
                "digest.changed",
                by.person(),
                every.map(Every::word).orElse("off"));
        return of(by);
    }

    private Person person(SignedIn by) {
        return people.byId(by.person()).orElseThrow(Refused::notFound);
    }

    /** Whether a secret from a mail ends a digest. */
    @Transactional(readOnly = true)
    public boolean ends(String secret) {
        return store.reader(Secret.digest(secret)).isPresent();
    }

    /** Ends the digest a mail came from; once more does nothing more. */
    @Transactional
    public void end(String secret) {
        DigestStore.Reader reader = store.reader(Secret.digest(secret)).orElseThrow(Refused::notFound);
        if (store.remove(reader.person(), reader.holder())) {
            audit.note(
                    Optional.of(reader.person().value()), "digest.changed", reader.person(), "off, by a mail's link");
        }
    }

    @Scheduled(fixedDelayString = "PT20S")
    void tell() {
        while (Boolean.TRUE.equals(together.execute(transaction -> one() || oneHook()))) {
            // On to the next.
        }
    }

    @Scheduled(fixedDelayString = "P1D", initialDelayString = "PT10M")
    void sweep() {
        together.executeWithoutResult(
                transaction -> store.forgetSecrets(clock.instant().minus(LINK_LASTS)));
    }

    private boolean one() {
        Instant now = clock.instant();
        Optional<DigestStore.Wanted> due = store.due(now);
        due.ifPresent(wanted -> reader(wanted)
                .ifPresentOrElse(
                        reader -> send(wanted, reader, now), () -> store.remove(wanted.person(), wanted.holder())));
        return due.isPresent();
    }

    /** Who it is for, if that person still acts for the holder. */
    private Optional<Person> reader(DigestStore.Wanted wanted) {
        return people.byId(wanted.person()).filter(person -> actsFor(person, wanted.holder()));
    }

    private boolean actsFor(Person person, HolderId holder) {
        return people.now(new SignedIn(person.id(), holder, person.name(), person.roles(), false))
                .filter(now -> now.holder().equals(holder) && now.is(Role.CREATOR))
                .isPresent();
    }

    private void send(DigestStore.Wanted wanted, Person reader, Instant now) {
        Instant until = now.minus(SETTLED);
        Instant next = wanted.every().after(now, reader.tastes().zone());
        if (!until.isAfter(wanted.toldUntil())) {
            store.told(wanted, wanted.toldUntil(), next);
            return;
        }
        String secret = Secret.fresh(chance);
        store.insertSecret(Secret.digest(secret), wanted.person(), wanted.holder(), now);
        Digest digest = store.digest(wanted.holder(), wanted.toldUntil(), until);
        mail.send(letter.of(digest, reader, mail.link("/unsubscribe/" + secret)));
        store.told(wanted, until, next);
    }

    private boolean oneHook() {
        Instant now = clock.instant();
        Optional<WebhookStore.Due> due = hooks.digestDue(now);
        due.ifPresent(hook -> {
            Instant until = now.minus(SETTLED);
            if (until.isAfter(hook.toldUntil())) {
                news.tell(
                        hook.id(),
                        hook.holder(),
                        Happening.DIGEST.word(),
                        DigestJson.of(store.digest(hook.holder(), hook.toldUntil(), until)));
            }
            hooks.digestTold(hook.id(), until, Webhooks.nextMorning(now));
        });
        return due.isPresent();
    }
}
