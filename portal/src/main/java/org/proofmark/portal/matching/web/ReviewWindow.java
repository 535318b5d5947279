package org.proofmark.portal.matching.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.matching.Given;
import org.proofmark.portal.matching.Match;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.Matches;
import org.proofmark.portal.matching.Reason;
import org.proofmark.portal.matching.Stretch;
import org.proofmark.portal.matching.Verdict;
import org.proofmark.portal.matching.Verdicts;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the review page asks while one judges: some matches at a time, and a place for verdicts. */
@RestController
@Allow(Role.CREATOR)
class ReviewWindow {
    private final Matches matches;
    private final Verdicts verdicts;
    private final Showing showing;
    private final Refusals refusals;

    ReviewWindow(Matches matches, Verdicts verdicts, Showing showing, Refusals refusals) {
        this.matches = matches;
        this.verdicts = verdicts;
        this.showing = showing;
        this.refusals = refusals;
    }

    /**
     * Some matches in the order asked.
     *
     * @param total of what is asked
     * @param open of them
     * @param next the place after them
     */
    record Window(long total, long open, Optional<String> next, List<Shown> matches) {}

    /** The query names what is asked as the inbox does ({@link Asked}); {@code after} is a window's {@code next}. */
    @GetMapping("/review/window")
    ResponseEntity<Window> window(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam Map<String, String> query,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit,
            Locale language) {
        Asked asked = Asked.of(query);
        Stretch<Match> rows = matches.look(
                me,
                asked,
                Optional.ofNullable(after).filter(text -> !text.isBlank()).map(Asked.Place::parse),
                limit);
        Window window = new Window(
                matches.count(me, asked),
                matches.count(me, asked.with("state", "open")),
                rows.next().map(Object::toString),
                showing.of(me, rows.rows(), language));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(window);
    }

    /** Verdicts as the page sends them. */
    @Schema(name = "SentVerdicts")
    record Sent(List<One> verdicts) {
        /** One that cannot be read, and why. */
        record Unreadable(UUID id, Refused why) {}

        /** Those that can be read; the others are told. */
        List<Given> readable(Consumer<Unreadable> others) {
            List<Given> given = new ArrayList<>();
            for (One one : verdicts) {
                try {
                    given.add(one.given());
                } catch (Refused why) {
                    others.accept(new Unreadable(one.id(), why));
                }
            }
            return given;
        }

        /**
         * One of them; without a verdict, what stands is taken back, and what stood before stands again.
         *
         * @param undoes the act that is taken back, by the id it was given with; nothing: whatever stands
         */
        @Schema(name = "SentVerdict")
        record One(
                UUID id,
                UUID match,
                @Nullable String verdict,
                @Nullable String reason,
                @Nullable String group,
                @Nullable UUID undoes) {
            Given given() {
                return new Given(
                        id,
                        new MatchId(match),
                        Optional.ofNullable(verdict).map(Verdict::parse),
                        Optional.ofNullable(reason).map(Reason::parse),
                        switch (group == null ? "one" : group) {
                            case "one" -> Given.Group.ONE;
                            case "photo_on_site" -> Given.Group.PHOTO_ON_SITE;
                            default -> throw Refused.invalid("refused.value", "group");
                        },
                        Optional.ofNullable(undoes));
            }
        }
    }

    /** What became of them, and how many are left to decide. */
    record Answer(List<UUID> saved, List<Not> refused, long left) {}

    /** One that was not saved, and why. */
    @Schema(name = "RefusedVerdict")
    record Not(UUID id, String why) {}

    @PostMapping("/review/verdicts")
    Answer verdicts(@AuthenticationPrincipal SignedIn me, @RequestBody Sent sent, Locale language) {
        List<Not> not = new ArrayList<>();
        Verdicts.Answer answer =
                verdicts.give(me, sent.readable(one -> not.add(new Not(one.id(), refusals.text(one.why(), language)))));
        answer.refused().forEach((id, why) -> not.add(new Not(id, refusals.text(why, language))));
        return new Answer(answer.saved(), not, matches.open(me));
    }
}
