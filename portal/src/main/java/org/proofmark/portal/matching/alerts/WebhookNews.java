package org.proofmark.portal.matching.alerts;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.matching.Judged;
import org.proofmark.portal.matching.MatchFound;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.MatchReader;
import org.proofmark.portal.matching.UseChanged;
import org.proofmark.portal.platform.Mail;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down what webhooks are to be told, at the end of the transaction in which it happened: what did not happen is not told,
 * and what did is not forgotten.
 */
@Component
class WebhookNews {
    /** Matches told of in one call; more are told in several. */
    private static final int TOGETHER = 100;

    private final WebhookStore hooks;
    private final DeliveryStore deliveries;
    private final MatchReader matches;
    private final Mail mail;
    private final JsonMapper json;
    private final InstantSource clock;

    WebhookNews(
            WebhookStore hooks,
            DeliveryStore deliveries,
            MatchReader matches,
            Mail mail,
            JsonMapper json,
            InstantSource clock) {
        this.hooks = hooks;
        this.deliveries = deliveries;
        this.matches = matches;
        this.mail = mail;
        this.json = json;
        this.clock = clock;
    }

    /** What every call says: what happened, when, and what about. */
    record Body(String type, Instant timestamp, Object data) {}

    record MatchList(List<MatchJson> matches) {}

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT, fallbackExecution = true)
    void found(MatchFound found) {
        tell(found.holder(), Happening.MATCH_FOUND, found.matches());
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT, fallbackExecution = true)
    void changed(UseChanged changed) {
        tell(changed.holder(), Happening.MATCH_CHANGED, changed.matches());
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT, fallbackExecution = true)
    void judged(Judged judged) {
        tell(judged.holder(), Happening.MATCH_DECIDED, judged.matches());
    }

    private void tell(HolderId holder, Happening what, List<MatchId> ids) {
        List<WebhookId> concerned = hooks.concerned(holder, what);
        for (int from = 0; from < ids.size() && !concerned.isEmpty(); from += TOGETHER) {
            List<MatchJson> told = matches.of(holder, ids.subList(from, Math.min(ids.size(), from + TOGETHER))).stream()
                    .map(row -> MatchJson.of(row, link("/matches/" + row.id())))
                    .toList();
            if (!told.isEmpty()) {
                concerned.forEach(hook -> tell(hook, holder, what.word(), new MatchList(told)));
            }
        }
    }

    /** Has one webhook told something. */
    DeliveryId tell(WebhookId hook, HolderId holder, String what, Object data) {
        Instant now = clock.instant();
        DeliveryId id = new DeliveryId(UUID.randomUUID());
        deliveries.insert(id, hook, holder, what, json.writeValueAsString(new Body(what, now, data)), now);
        return id;
    }

    /** A call by which one sees whether calls arrive. */
    DeliveryId test(Webhook hook) {
        return tell(hook.id(), hook.holder(), Delivery.TEST, Map.of("webhook", hook.id(), "name", hook.name()));
    }

    private String link(String path) {
        return mail.link("").isEmpty() ? "" : mail.link(path);
    }
}
