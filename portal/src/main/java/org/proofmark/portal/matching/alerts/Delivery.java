package org.proofmark.portal.matching.alerts;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something a webhook is told.
 *
 * @param event a {@link Happening}'s word, or {@link #TEST}
 * @param body as it is sent, byte for byte
 * @param tries so far
 * @param nextTry while it waits
 * @param last what came of the latest try
 */
public record Delivery(
        DeliveryId id,
        WebhookId webhook,
        String event,
        String body,
        Instant made,
        State state,
        int tries,
        Instant nextTry,
        Optional<Attempt> last) {
    /** The event of the button by which one tries a webhook. */
    static final String TEST = "test";

    /** How it stands. */
    public enum State {
        WAITING,
        DELIVERED,
        GIVEN_UP
    }

    /**
     * One try.
     *
     * @param millis how long it took
     * @param status of the answer, where one came
     * @param headers the first of the answer's fields, one a line
     * @param answer how its body begins
     * @param trouble why it does not count as taken; "" if it does
     */
    @Schema(name = "DeliveryAttempt")
    public record Attempt(
            int number,
            Instant at,
            int millis,
            Optional<Integer> status,
            String headers,
            String answer,
            String trouble) {}

    /** With all its tries. */
    @Schema(name = "DeliveryStory")
    public record Story(Delivery delivery, List<Attempt> attempts) {
        public Story {
            attempts = List.copyOf(attempts);
        }
    }
}
