package org.proofmark.portal.matching.alerts;

import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.platform.Mail;
import org.proofmark.portal.platform.Sealing;
import org.proofmark.portal.platform.Settings;
import org.proofmark.scout.fetch.FetchSettings;
import org.proofmark.scout.fetch.Headers;
import org.proofmark.scout.fetch.WebPoster;
import org.proofmark.scout.fetch.WebPoster.Posted;
import org.proofmark.scout.url.Url;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells webhooks what waits for them. A webhook is told by one process at a time, in turns that end by themselves when the process
 * does; a kill between the call and its row makes the call once more under the same id. What is not taken is tried again, ever more
 * rarely, for two days, and given up where the log shows it; a webhook that took nothing in all that time is paused, and its maker
 * is told.
 */
@Component
class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /** Pauses between tries. */
    static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(15),
            Duration.ofHours(24));

    private static final int AT_ONCE = 8;
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration TURN = Duration.ofSeconds(30);
    private static final Duration LEASE = Duration.ofSeconds(90);
    private static final Duration LONGEST_WISH = Duration.ofHours(6);
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int READ = 2_000;
    private static final int GONE = 410;

    private final WebhookStore hooks;
    private final DeliveryStore deliveries;
    private final Sealing sealing;
    private final People people;
    private final Mail mail;
    private final InstantSource clock;
    private final TransactionTemplate together;
    private final WebPoster poster;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Courier(
            WebhookStore hooks,
            DeliveryStore deliveries,
            Sealing sealing,
            People people,
            Mail mail,
            InstantSource clock,
            TransactionTemplate together,
            Settings settings) {
        this.hooks = hooks;
        this.deliveries = deliveries;
        this.sealing = sealing;
        this.people = people;
        this.mail = mail;
        this.clock = clock;
        this.together = together;
        Optional<Url> contact = settings.address().map(Object::toString).flatMap(Url::parse);
        this.poster = new WebPoster(FetchSettings.standard(contact).withPrivateNetworks(settings.privateNetworks()));
    }

    @Scheduled(fixedDelayString = "PT1S")
    void tell() {
        while (free.tryAcquire()) {
            Optional<WebhookStore.Turn> turn = hooks.take(clock.instant(), LEASE);
            if (turn.isEmpty()) {
                free.release();
                return;
            }
            threads.execute(() -> take(turn.get()));
        }
    }

    @Scheduled(fixedDelayString = "PT1H")
    void sweep() {
        deliveries.sweep(clock.instant().minus(KEPT));
    }

    private void take(WebhookStore.Turn turn) {
        try {
            Instant end = clock.instant().plus(TURN);
            int failures = turn.hook().failures();
            boolean taken = true;
            while (taken && clock.instant().isBefore(end)) {
                Optional<Delivery> due = deliveries.due(turn.hook().id(), clock.instant());
                if (due.isEmpty()) {
                    break;
                }
                taken = tell(turn, due.get());
                failures = taken ? 0 : failures + 1;
            }
            hooks.rest(turn.hook().id(), clock.instant().plus(taken ? Duration.ZERO : rest(failures)), failures);
        } catch (RuntimeException broken) {
            LOG.error(
                    "the turn of webhook {} ended early and comes again",
                    turn.hook().id(),
                    broken);
        } finally {
            free.release();
        }
    }

    /** One that fails again and again is left alone for longer, lest all that waits be tried in vain. */
    private static Duration rest(int failures) {
        Duration rest = Duration.ofSeconds(1L << Math.min(failures, 12));
        return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    }

    /** @return whether it was taken */
    private boolean tell(WebhookStore.Turn turn, Delivery delivery) {
        Instant begun = clock.instant();
        List<String> secrets = turn.secrets().stream()
                .map(secret -> sealing.open(secret, turn.hook().id()))
                .toList();
        Headers fields = Signature.fields(delivery.id(), begun, delivery.body(), secrets);
        long nanos = System.nanoTime();
        Posted posted = poster.post(
                Url.of(turn.hook().address()), fields, delivery.body().getBytes(StandardCharsets.UTF_8), READ, CALL);
        int millis = Math.toIntExact(Duration.ofNanos(System.nanoTime() - nanos).toMillis());
        Delivery.Attempt attempt = attempt(delivery.tries() + 1, begun, millis, posted);
        together.executeWithoutResult(transaction -> note(turn.hook(), delivery, attempt, posted));
        return attempt.trouble().isEmpty();
    }

    private void note(Webhook hook, Delivery delivery, Delivery.Attempt attempt, Posted posted) {
        Instant now = clock.instant();
        if (attempt.trouble().isEmpty()) {
            deliveries.tried(delivery.id(), attempt, Delivery.State.DELIVERED, now);
            return;
        }
        boolean gone = posted instanceof Posted.Answered answered && answered.status() == GONE;
        if (!gone && attempt.number() <= PAUSES.size()) {
            Duration pause = longer(PAUSES.get(attempt.number() - 1), wish(posted));
            deliveries.tried(delivery.id(), attempt, Delivery.State.WAITING, now.plus(pause));
            return;
        }
        deliveries.tried(delivery.id(), attempt, Delivery.State.GIVEN_UP, now);
        if ((gone || !deliveries.deliveredSince(hook.id(), delivery.made())) && hooks.giveUp(hook.id(), now)) {
            people.byId(hook.madeBy())
                    .ifPresent(person -> mail.send(
                            person.email(),
                            person.tastes().language(),
                            "mail.webhookGivenUp",
                            hook.name(),
                            hook.address(),
                            attempt.trouble(),
                            mail.link("/alerts/webhooks/" + hook.id())));
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** How long the receiver asks to be left alone. */
    private static Duration wish(Posted posted) {
        if (!(posted instanceof Posted.Answered answered)) {
            return Duration.ZERO;
        }
        Duration wish = answered.headers()
                .first("Retry-After")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(Duration.ZERO);
        return wish.compareTo(LONGEST_WISH) < 0 ? wish : LONGEST_WISH;
    }

    private static Delivery.Attempt attempt(int number, Instant at, int millis, Posted posted) {
        return switch (posted) {
            case Posted.Answered answered ->
                new Delivery.Attempt(
                        number,
                        at,
                        millis,
                        Optional.of(answered.status()),
                        shown(answered.headers().fields().stream()
                                .limit(20)
                                .map(field -> field.name() + ": " + field.value())
                                .collect(Collectors.joining("\n"))),
                        shown(new String(answered.beginning(), StandardCharsets.UTF_8)),
                        answered.status() / 100 == 2 ? "" : "status " + answered.status());
            case Posted.Refused refused -> failed(number, at, millis, refused.explanation());
            case Posted.Unreachable unreachable -> failed(number, at, millis, unreachable.explanation());
        };
    }

    private static Delivery.Attempt failed(int number, Instant at, int millis, String why) {
        return new Delivery.Attempt(number, at, millis, Optional.empty(), "", "", shown(why));
    }

    /** A stranger's text as it can be kept and shown. */
    private static String shown(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "\uFFFD");
        return clean.length() > READ ? clean.substring(0, READ) : clean;
    }

    @PreDestroy
    void stop() throws InterruptedException {
        threads.shutdownNow();
        if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
            LOG.warn("some webhooks are still being told; their turns come again");
        }
        poster.close();
    }
}
