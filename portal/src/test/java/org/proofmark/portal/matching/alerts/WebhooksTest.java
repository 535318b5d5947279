package org.proofmark.portal.matching.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Given;
import org.proofmark.portal.matching.MatchFound;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.MatchRows;
import org.proofmark.portal.matching.Verdict;
import org.proofmark.portal.matching.Verdicts;
import org.proofmark.portal.platform.Refused;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What programs are told: signed, until they take it, and shown with every try. */
class WebhooksTest {
    private static TestPortal portal = TestPortal.shared();

    private final Receiver receiver = new Receiver();
    private final SignedIn me = portal.person(Role.CREATOR).signedIn();
    private final Webhooks webhooks = portal.bean(Webhooks.class);
    private final JdbcClient sql = portal.bean(JdbcClient.class);

    @BeforeAll
    static void start() {
        portal = TestPortal.start(Map.of("proofmark.private-networks", "true"));
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private Webhooks.Made hook(Happening... events) {
        return webhooks.make(
                me, new WebhookId(UUID.randomUUID()), new Webhooks.Wish("Shop", receiver.address(), Set.of(events)));
    }

    private MatchId match() {
        return new MatchRows(portal).of(me).title("<b>\"Ten\" lakes</b>").insert();
    }

    private static void publish(MatchFound found) {
        portal.bean(ApplicationEventMulticaster.class)
                .multicastEvent(new PayloadApplicationEvent<>(found.holder(), found));
    }

    /** What the comparer tells in its transaction. */
    private void found(MatchId... matches) {
        portal.bean(TransactionTemplate.class)
                .executeWithoutResult(transaction -> publish(new MatchFound(me.holder(), List.of(matches))));
    }

    /** As if the pauses after so many failures were over. */
    private void hurry(WebhookId hook, int failures) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(15);
        while (webhooks.find(me, hook).failures() < failures && Instant.now().isBefore(end)) {
            Thread.sleep(20);
        }
        sql.sql("update matching.delivery set next_try = now() where webhook = :hook and state = 'WAITING'")
                .param("hook", hook.value())
                .update();
        sql.sql("update matching.webhook set rests_until = now() where id = :hook")
                .param("hook", hook.value())
                .update();
    }

    private Delivery awaited(WebhookId hook, Delivery.State state) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (Instant.now().isBefore(end)) {
            Optional<Delivery> first = webhooks.deliveries(me, hook, Optional.empty(), 10).stream()
                    .findFirst()
                    .filter(one -> one.state() == state);
            if (first.isPresent()) {
                return first.get();
            }
            Thread.sleep(50);
        }
        throw new AssertionError(
                webhooks.deliveries(me, hook, Optional.empty(), 10).toString());
    }

    /** As long as a turn lasts, the courier signs with the secrets it began with. */
    private void untilTurnEnds(WebhookId hook) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!sql.sql("select rests_until <= now() from matching.webhook where id = :id")
                .param("id", hook.value())
                .query(Boolean.class)
                .single()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
    }

    private static JsonNode json(String body) {
        return portal.bean(JsonMapper.class).readTree(body);
    }

    @Test
    void tellsANewMatchSigned() throws InterruptedException {
        Webhooks.Made made = hook(Happening.MATCH_FOUND);
        MatchId match = match();
        found(match);
        Receiver.Call call = receiver.await(1).getFirst();
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.signedBy(made.secret().orElseThrow())).isTrue();
        assertThat(call.signedBy("whsec_AAAA")).isFalse();
        assertThat(Instant.ofEpochSecond(Long.parseLong(call.headers().get("webhook-timestamp"))))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(5));
        JsonNode body = json(call.body());
        assertThat(body.get("type").asString()).isEqualTo("match.found");
        JsonNode told = body.get("data").get("matches").get(0);
        assertThat(told.get("id").asString()).isEqualTo(match.toString());
        assertThat(told.get("site").asString()).isEqualTo("north.example");
        assertThat(told.get("tier").asString()).isEqualTo("certain");
        assertThat(told.get("page").get("title").asString()).isEqualTo("<b>\"Ten\" lakes</b>");
        Delivery delivery = awaited(made.webhook().id(), Delivery.State.DELIVERED);
        assertThat(delivery.last().orElseThrow().status()).contains(200);
        assertThat(delivery.last().orElseThrow().answer()).isEqualTo("thanks");
    }

    @Test
    void tellsOnlyWhatWasChosen() throws InterruptedException {
        Webhooks.Made decided = hook(Happening.MATCH_DECIDED);
        MatchId match = match();
        found(match);
        portal.bean(Verdicts.class)
                .give(
                        me,
                        List.of(new Given(
                                UUID.randomUUID(),
                                match,
                                Optional.of(Verdict.NO_LICENCE),
                                Optional.empty(),
                                Given.Group.ONE)));
        JsonNode body = json(receiver.await(1).getFirst().body());
        assertThat(body.get("type").asString()).isEqualTo("match.decided");
        assertThat(body.get("data").get("matches").get(0).get("verdict").asString())
                .isEqualTo("no_licence");
        awaited(decided.webhook().id(), Delivery.State.DELIVERED);
        assertThat(receiver.calls()).hasSize(1);
    }

    @Test
    void nothingIsToldOfWhatDidNotHappen() throws InterruptedException {
        Webhooks.Made made = hook(Happening.MATCH_FOUND);
        MatchId match = match();
        portal.bean(TransactionTemplate.class).executeWithoutResult(transaction -> {
            publish(new MatchFound(me.holder(), List.of(match)));
            transaction.setRollbackOnly();
        });
        assertThat(webhooks.deliveries(me, made.webhook().id(), Optional.empty(), 10))
                .isEmpty();
    }

    @Test
    void manyMatchesAreToldInFewCalls() throws InterruptedException {
        hook(Happening.MATCH_FOUND);
        MatchId[] many =
                java.util.stream.Stream.generate(this::match).limit(230).toArray(MatchId[]::new);
        found(many);
        assertThat(receiver.await(3).stream()
                        .mapToInt(call ->
                                json(call.body()).get("data").get("matches").size()))
                .containsExactlyInAnyOrder(100, 100, 30);
    }

    @Test
    void triesAgainUnderTheSameIdUntilItIsTaken() throws InterruptedException {
        receiver.answers(500, "<script>alert(1)</script>");
        receiver.answers(503, Map.of("Retry-After", "120"));
        Webhooks.Made made = hook(Happening.MATCH_FOUND);
        found(match());
        hurry(made.webhook().id(), 1);
        receiver.await(2);
        Instant end = Instant.now().plusSeconds(10);
        Delivery waiting = awaited(made.webhook().id(), Delivery.State.WAITING);
        while (waiting.tries() < 2 && Instant.now().isBefore(end)) {
            waiting = awaited(made.webhook().id(), Delivery.State.WAITING);
        }
        assertThat(Duration.between(Instant.now(), waiting.nextTry())).isGreaterThan(Duration.ofSeconds(90));
        hurry(made.webhook().id(), 2);
        List<Receiver.Call> calls = receiver.await(3);
        assertThat(calls)
                .extracting(Receiver.Call::id)
                .containsOnly(waiting.id().toString());
        assertThat(calls)
                .allSatisfy(call ->
                        assertThat(call.signedBy(made.secret().orElseThrow())).isTrue());
        awaited(made.webhook().id(), Delivery.State.DELIVERED);
        assertThat(webhooks.delivery(me, waiting.id()).attempts())
                .extracting(attempt -> attempt.status().orElse(0))
                .containsExactly(500, 503, 200);
        String page = portal.signedIn(person())
                .get("/alerts/deliveries/" + waiting.id())
                .body();
        assertThat(page).doesNotContain("<script>alert(1)");
    }

    private org.proofmark.portal.identity.Person person() {
        return portal.bean(org.proofmark.portal.identity.People.class)
                .byId(me.person())
                .orElseThrow();
    }

    @Test
    void whatTookNothingForDaysIsGivenUpAndPaused() throws InterruptedException {
        Webhooks.Made made = hook(Happening.MATCH_FOUND);
        WebhookId id = made.webhook().id();
        found(match());
        receiver.await(1);
        awaited(id, Delivery.State.DELIVERED);
        for (int i = 0; i <= Courier.PAUSES.size(); i++) {
            receiver.answers(500, "no");
        }
        found(match());
        for (int tries = 1; tries <= Courier.PAUSES.size() + 1; tries++) {
            receiver.await(1 + tries);
            hurry(id, tries);
        }
        Delivery given = awaited(id, Delivery.State.GIVEN_UP);
        assertThat(given.tries()).isEqualTo(Courier.PAUSES.size() + 1);
        assertThat(webhooks.find(me, id).paused()).isTrue();
        assertThat(webhooks.find(me, id).givenUpAt()).isPresent();
        assertThatThrownBy(() -> webhooks.again(me, given.id())).isInstanceOf(Refused.class);
        Webhook paused = webhooks.find(me, id);
        webhooks.change(
                me, id, new Webhooks.Wish("Shop", receiver.address(), paused.events()), false, paused.version());
        webhooks.again(me, given.id());
        assertThat(awaited(id, Delivery.State.DELIVERED).tries()).isEqualTo(Courier.PAUSES.size() + 2);
    }

    @Test
    void whatIsGoneIsNotToldAgain() throws InterruptedException {
        receiver.answers(410, "gone");
        Webhooks.Made made = hook(Happening.MATCH_FOUND);
        found(match());
        awaited(made.webhook().id(), Delivery.State.GIVEN_UP);
        assertThat(webhooks.find(me, made.webhook().id()).paused()).isTrue();
    }

    @Test
    void followsNoRedirect() throws InterruptedException {
        try (Receiver elsewhere = new Receiver()) {
            receiver.answers(307, Map.of("Location", elsewhere.address()));
            Webhooks.Made made = hook(Happening.MATCH_FOUND);
            found(match());
            receiver.await(1);
            Instant end = Instant.now().plusSeconds(10);
            Delivery waiting = awaited(made.webhook().id(), Delivery.State.WAITING);
            while (waiting.tries() == 0 && Instant.now().isBefore(end)) {
                waiting = awaited(made.webhook().id(), Delivery.State.WAITING);
            }
            assertThat(waiting.last().orElseThrow().trouble()).isEqualTo("status 307");
            assertThat(elsewhere.calls()).isEmpty();
        }
    }

    @Test
    void aKilledTurnComesAgain() throws InterruptedException {
        Webhooks.Made made = hook(Happening.MATCH_FOUND);
        sql.sql("update matching.webhook set rests_until = now() + interval '90 seconds' where id = :id")
                .param("id", made.webhook().id().value())
                .update();
        found(match());
        Thread.sleep(2_500);
        assertThat(receiver.calls()).as("another process has the turn").isEmpty();
        sql.sql("update matching.webhook set rests_until = now() where id = :id")
                .param("id", made.webhook().id().value())
                .update();
        receiver.await(1);
        awaited(made.webhook().id(), Delivery.State.DELIVERED);
    }

    @Test
    void aNewSecretSignsBesideTheOldOne() throws InterruptedException {
        Webhooks.Made made = hook(Happening.MATCH_FOUND);
        String fresh = webhooks.renew(me, made.webhook().id());
        webhooks.test(me, made.webhook().id());
        Receiver.Call call = receiver.await(1).getFirst();
        assertThat(call.signedBy(fresh)).isTrue();
        assertThat(call.signedBy(made.secret().orElseThrow())).isTrue();
        awaited(made.webhook().id(), Delivery.State.DELIVERED);
        untilTurnEnds(made.webhook().id());
        sql.sql("update matching.webhook set old_until = now() - interval '1 minute' where id = :id")
                .param("id", made.webhook().id().value())
                .update();
        webhooks.test(me, made.webhook().id());
        Receiver.Call later = receiver.await(2).getLast();
        assertThat(later.signedBy(fresh)).isTrue();
        assertThat(later.signedBy(made.secret().orElseThrow())).isFalse();
    }

    @Test
    void theSecretIsShownOnceAndKeptSealed() {
        Browser browser = portal.signedIn(person());
        browser.get("/alerts");
        Browser.Answer made = browser.post(
                "/alerts/webhooks", "name", "Shop", "address", receiver.address(), "events", "match.found");
        String secret = made.find("(whsec_[A-Za-z0-9+/=]+)").orElseThrow();
        assertThat(made.header("Cache-Control")).contains("no-store");
        WebhookId id = webhooks.of(me).getFirst().id();
        assertThat(browser.get("/alerts/webhooks/" + id).body()).doesNotContain(secret);
        assertThat(browser.get("/api/v1/webhooks/" + id).body()).contains("\"secret\":null");
        assertThat(sql.sql("select w::text from matching.webhook w where id = :id")
                        .param("id", id.value())
                        .query(String.class)
                        .single())
                .doesNotContain(secret.substring(6));
    }

    @Test
    void programsMakeAWebhookOnceHoweverOftenTheyAsk() {
        Browser browser = portal.signedIn(person());
        String key = UUID.randomUUID().toString();
        String sent = "{\"name\":\"Shop\",\"address\":\"%s\",\"events\":[\"match.found\",\"digest\"]}"
                .formatted(receiver.address());
        Browser.Answer first = browser.send(
                "POST",
                "/api/v1/webhooks",
                java.net.http.HttpRequest.BodyPublishers.ofString(sent),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                key,
                "X-CSRF-TOKEN",
                browser.token());
        Browser.Answer again = browser.send(
                "POST",
                "/api/v1/webhooks",
                java.net.http.HttpRequest.BodyPublishers.ofString(sent),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                key,
                "X-CSRF-TOKEN",
                browser.token());
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.body()).contains("whsec_");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).doesNotContain("whsec_");
        assertThat(webhooks.of(me)).hasSize(1);
    }

    @Test
    void aDigestIsToldOnceADay() throws InterruptedException {
        Webhooks.Made made = hook(Happening.DIGEST);
        sql.sql("""
                        update matching.webhook set digest_at = now(), told_until = now() - interval '1 day', paused = true
                        where id = :id
                        """).param("id", made.webhook().id().value()).update();
        portal.bean(Digests.class).tell();
        assertThat(webhooks.deliveries(me, made.webhook().id(), Optional.empty(), 10))
                .as("paused")
                .isEmpty();
        sql.sql("update matching.webhook set paused = false where id = :id")
                .param("id", made.webhook().id().value())
                .update();
        portal.bean(Digests.class).tell();
        JsonNode body = json(receiver.await(1).getFirst().body());
        assertThat(body.get("type").asString()).isEqualTo("digest");
        assertThat(body.get("data").get("gist").asString()).isEqualTo("nothing_watched");
        portal.bean(Digests.class).tell();
        assertThat(webhooks.deliveries(me, made.webhook().id(), Optional.empty(), 10))
                .hasSize(1);
    }

    @Test
    void anotherCreatorIsToldNothing() throws InterruptedException {
        Webhooks.Made made = hook(Happening.MATCH_FOUND);
        SignedIn other = portal.person(Role.CREATOR).signedIn();
        MatchId theirs = new MatchRows(portal).of(other).insert();
        portal.bean(TransactionTemplate.class)
                .executeWithoutResult(transaction -> publish(new MatchFound(other.holder(), List.of(theirs))));
        found(theirs);
        assertThat(webhooks.deliveries(me, made.webhook().id(), Optional.empty(), 10))
                .isEmpty();
        assertThatThrownBy(() -> webhooks.find(other, made.webhook().id()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.NOT_FOUND));
    }

    @Test
    void nothingGoesIntoANetworkThatIsNotPublic() throws InterruptedException {
        TestPortal strict = TestPortal.shared();
        SignedIn they = strict.person(Role.CREATOR).signedIn();
        Webhooks theirs = strict.bean(Webhooks.class);
        assertThatThrownBy(() -> theirs.make(
                        they,
                        new WebhookId(UUID.randomUUID()),
                        new Webhooks.Wish("Inside", receiver.address(), Set.of(Happening.MATCH_FOUND))))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("refused.privateAddress");
        String byName = receiver.address().replace("127.0.0.1", "localhost");
        Webhooks.Made made = theirs.make(
                they,
                new WebhookId(UUID.randomUUID()),
                new Webhooks.Wish("Inside", byName, Set.of(Happening.MATCH_FOUND)));
        theirs.test(they, made.webhook().id());
        Instant end = Instant.now().plusSeconds(15);
        Optional<Delivery.Attempt> attempt = Optional.empty();
        while (attempt.isEmpty() && Instant.now().isBefore(end)) {
            attempt = theirs.deliveries(they, made.webhook().id(), Optional.empty(), 1)
                    .getFirst()
                    .last();
        }
        assertThat(attempt.orElseThrow().trouble()).contains("no public address");
        assertThat(receiver.calls()).isEmpty();
    }
}
