package org.proofmark.portal.matching.alerts;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Sealing;
import org.proofmark.portal.platform.Settings;
import org.proofmark.scout.fetch.AddressTable;
import org.proofmark.scout.url.Url;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The programs a holder has told of matches. */
@Service
@Transactional
public class Webhooks {
    static final int LONGEST_NAME = 100;
    static final int MOST = 20;

    /** Deliveries answered at once. */
    public static final int MOST_SHOWN = 100;

    private static final int LONGEST_ADDRESS = 2_000;

    /** After a new secret was made, calls are signed with both for so long. */
    private static final Duration BOTH = Duration.ofDays(1);

    /** When a day's digest is told, in UTC. */
    private static final LocalTime MORNING = LocalTime.of(6, 0);

    private final WebhookStore store;
    private final DeliveryStore deliveries;
    private final WebhookNews news;
    private final Sealing sealing;
    private final Settings settings;
    private final Audit audit;
    private final InstantSource clock;
    private final SecureRandom chance = new SecureRandom();

    Webhooks(
            WebhookStore store,
            DeliveryStore deliveries,
            WebhookNews news,
            Sealing sealing,
            Settings settings,
            Audit audit,
            InstantSource clock) {
        this.store = store;
        this.deliveries = deliveries;
        this.news = news;
        this.sealing = sealing;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A webhook and its secret, which is told this once.
     *
     * @param secret nothing where the webhook was there already
     */
    public record Made(Webhook webhook, Optional<String> secret) {}

    /** What a webhook is to be. */
    public record Wish(String name, String address, Set<Happening> events) {
        public Wish {
            name = name.strip();
            events = Set.copyOf(events);
            if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
                throw Refused.invalid("refused.name", LONGEST_NAME);
            }
            if (events.isEmpty()) {
                throw Refused.invalid("refused.noEvent");
            }
        }
    }

    public List<Webhook> of(SignedIn by) {
        return store.of(by.holder());
    }

    public Webhook find(SignedIn by, WebhookId id) {
        return store.find(by.holder(), id).orElseThrow(Refused::notFound);
    }

    /** Makes a webhook; the same id again is the same webhook. */
    public Made make(SignedIn by, WebhookId id, Wish wish) {
        Optional<Webhook> there = store.find(by.holder(), id);
        if (there.isPresent()) {
            return new Made(there.get(), Optional.empty());
        }
        if (of(by).size() >= MOST) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.manyWebhooks", MOST);
        }
        Webhook hook = new Webhook(
                id,
                by.holder(),
                wish.name(),
                address(wish.address()),
                wish.events(),
                false,
                Optional.empty(),
                0,
                by.person(),
                clock.instant(),
                1);
        String secret = Signature.newSecret(chance);
        if (!store.insert(hook, sealing.seal(secret, id), nextMorning(clock.instant()))) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.idTaken");
        }
        note(by, "webhook.made", hook);
        return new Made(hook, Optional.of(secret));
    }

    static Instant nextMorning(Instant now) {
        Instant today = now.atOffset(ZoneOffset.UTC).with(MORNING).toInstant();
        return today.isAfter(now) ? today : today.plus(Duration.ofDays(1));
    }

    /** @throws Refused where it is no address on the web, or plainly none that may be called */
    private String address(String typed) {
        Url url = Optional.of(typed.strip())
                .filter(text -> text.length() <= LONGEST_ADDRESS)
                .flatMap(Url::parse)
                .filter(Url::isHttp)
                .filter(one -> one.username().isEmpty() && one.password().isEmpty())
                .orElseThrow(() -> Refused.invalid("refused.webhookAddress"));
        boolean inside = url.hostAddress()
                .flatMap(address -> AddressTable.refusal(address, settings.privateNetworks()))
                .isPresent();
        if (inside) {
            throw Refused.invalid("refused.privateAddress");
        }
        return url.withoutFragment().toString();
    }

    /**
     * Changes a webhook.
     *
     * @param version the one that was read
     */
    public Webhook change(SignedIn by, WebhookId id, Wish wish, boolean paused, int version) {
        Webhook old = find(by, id);
        Webhook hook = new Webhook(
                id,
                old.holder(),
                wish.name(),
                address(wish.address()),
                wish.events(),
                paused,
                old.givenUpAt(),
                old.failures(),
                old.madeBy(),
                old.madeAt(),
                version);
        if (!store.change(hook, version, clock.instant())) {
            throw new Refused(Refused.Kind.CHANGED, "refused.changed");
        }
        note(by, "webhook.changed", hook);
        return find(by, id);
    }

    /** A new secret, told this once; the old one holds for another day. */
    public String renew(SignedIn by, WebhookId id) {
        Webhook hook = find(by, id);
        String secret = Signature.newSecret(chance);
        store.renew(by.holder(), id, sealing.seal(secret, id), clock.instant().plus(BOTH));
        note(by, "webhook.renewed", hook);
        return secret;
    }

    public void delete(SignedIn by, WebhookId id) {
        Webhook hook = find(by, id);
        store.delete(by.holder(), id);
        note(by, "webhook.deleted", hook);
    }

    /** Has a call made by which one sees whether calls arrive. */
    public DeliveryId test(SignedIn by, WebhookId id) {
        return news.test(awake(find(by, id)));
    }

    private static Webhook awake(Webhook hook) {
        if (hook.paused()) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.webhookPaused");
        }
        return hook;
    }

    /** What it was told, newest first. */
    @Transactional(readOnly = true)
    public List<Delivery> deliveries(SignedIn by, WebhookId id, Optional<DeliveryId> after, int limit) {
        if (limit < 1 || limit > MOST_SHOWN) {
            throw Refused.invalid("refused.limit");
        }
        return deliveries.of(by.holder(), find(by, id).id(), after, limit);
    }

    @Transactional(readOnly = true)
    public Delivery.Story delivery(SignedIn by, DeliveryId id) {
        Delivery found = deliveries.find(by.holder(), id).orElseThrow(Refused::notFound);
        return new Delivery.Story(found, deliveries.attempts(by.holder(), id));
    }

    /** Has it told once more, under the same id. */
    public Delivery again(SignedIn by, DeliveryId id) {
        Webhook hook = awake(find(by, delivery(by, id).delivery().webhook()));
        deliveries.again(by.holder(), hook.id(), id, clock.instant());
        return delivery(by, id).delivery();
    }

    private void note(SignedIn by, String act, Webhook hook) {
        audit.note(Optional.of(by.person().value()), act, hook.id(), hook.name());
    }
}
