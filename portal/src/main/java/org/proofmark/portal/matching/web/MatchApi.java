package org.proofmark.portal.matching.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.engine.match.Correspondence;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.matching.Match;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.Matches;
import org.proofmark.portal.matching.Notes;
import org.proofmark.portal.matching.Place;
import org.proofmark.portal.matching.Reason;
import org.proofmark.portal.matching.Stretch;
import org.proofmark.portal.matching.Tally;
import org.proofmark.portal.matching.Verdict;
import org.proofmark.portal.matching.Verdicts;
import org.proofmark.portal.matching.compare.Explanations;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Matches and verdicts, for programs. */
@RestController
@RequestMapping("/api/v1")
@Allow(Role.CREATOR)
class MatchApi {
    private final Matches matches;
    private final Verdicts verdicts;
    private final Notes notes;
    private final Explanations explanations;
    private final Showing showing;
    private final Refusals refusals;

    MatchApi(
            Matches matches,
            Verdicts verdicts,
            Notes notes,
            Explanations explanations,
            Showing showing,
            Refusals refusals) {
        this.matches = matches;
        this.verdicts = verdicts;
        this.notes = notes;
        this.explanations = explanations;
        this.showing = showing;
        this.refusals = refusals;
    }

    /** Matches in the order asked, how many of each state there are, and the cursor of those after them. */
    @Schema(name = "Matches")
    record Listed(List<Shown> matches, Tally.Counts counts, Optional<String> next) {}

    /**
     * Matches. The query may name {@code state} (open, no_licence, unsure, licensed, not_mine, all, same_scene), {@code site},
     * {@code work}, {@code collection}, {@code tier}, {@code kind}, {@code country}, {@code language}, {@code score},
     * {@code share}, {@code since}, {@code source}, {@code by}, {@code q} and {@code sort} (worth, newest, score).
     */
    @GetMapping("/matches")
    @Operation(summary = "Matches, most valuable first unless asked otherwise, with how many of each state there are")
    Listed list(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam Map<String, String> query,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit,
            Locale language) {
        Asked asked = Asked.of(query);
        Stretch<Match> rows = matches.look(me, asked, Optional.ofNullable(after).map(Asked.Place::parse), limit);
        return new Listed(
                showing.of(me, rows.rows(), language),
                matches.counts(me, asked),
                rows.next().map(Object::toString));
    }

    /** A match, all pages that show it, all that was said of it, and what people wrote down. */
    @Schema(name = "WholeMatch")
    record Whole(Shown match, List<Place> places, List<Verdicts.Said> history, List<Notes.Note> notes) {}

    @GetMapping("/matches/{id}")
    @Operation(summary = "One match with all pages that show it, all that was said of it and its notes")
    ResponseEntity<Whole> find(@AuthenticationPrincipal SignedIn me, @PathVariable MatchId id, Locale language) {
        Match match = matches.find(me, id);
        Whole whole = new Whole(
                showing.of(me, List.of(match), language).getFirst(),
                matches.places(me, id),
                verdicts.of(me, id),
                notes.of(me, id));
        return ResponseEntity.ok().eTag(Tag.of(match.version(), whole)).body(whole);
    }

    /** Points that agree. */
    @Schema(name = "MatchedPoints")
    record Points(List<Correspondence> points) {}

    @GetMapping("/matches/{id}/points")
    @Operation(summary = "The points of copy and work that agree, each in pixels of its picture")
    Points points(@AuthenticationPrincipal SignedIn me, @PathVariable MatchId id) {
        return new Points(explanations.points(me, id));
    }

    /** A note. */
    @Schema(name = "WrittenNote")
    record Written(String text) {}

    /** Writes a note; an {@code Idempotency-Key} makes it the same note when sent again. */
    @PostMapping("/matches/{id}/notes")
    @Operation(summary = "Write a note; with an Idempotency-Key the same again is the same note")
    List<Notes.Note> note(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable MatchId id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key,
            @RequestBody Written written) {
        notes.write(me, key == null ? UUID.randomUUID() : key, id, written.text());
        return notes.of(me, id);
    }

    @DeleteMapping("/matches/{id}/notes/{note}")
    @Operation(summary = "Remove a note of one's own")
    List<Notes.Note> removeNote(
            @AuthenticationPrincipal SignedIn me, @PathVariable MatchId id, @PathVariable UUID note) {
        notes.remove(me, id, note);
        return notes.of(me, id);
    }

    /** What became of verdicts. */
    @Schema(name = "VerdictAnswer")
    record Answer(List<UUID> saved, List<ReviewWindow.Not> refused) {}

    /** Verdicts; each is named by the caller, so that sending it again is giving it once. */
    @PostMapping("/verdicts")
    @Operation(
            summary =
                    "Give verdicts, or take acts back, so that what stood before stands again; each is named by the caller, so that the same again is given once")
    Answer give(@AuthenticationPrincipal SignedIn me, @RequestBody ReviewWindow.Sent sent, Locale language) {
        List<ReviewWindow.Not> not = new ArrayList<>();
        Verdicts.Answer answer = verdicts.give(
                me,
                sent.readable(refused ->
                        not.add(new ReviewWindow.Not(refused.id(), refusals.text(refused.why(), language)))));
        answer.refused().forEach((id, why) -> not.add(new ReviewWindow.Not(id, refusals.text(why, language))));
        return new Answer(answer.saved(), not);
    }

    /**
     * One verdict on many.
     *
     * @param query as an address has it: {@code site=north.example&kind=business}
     */
    @Schema(name = "BulkVerdict")
    record Bulk(String query, String verdict, @Nullable String reason) {}

    /** How many it was given on, and the name of the act, by which it is taken back. */
    @Schema(name = "BulkDone")
    record Done(UUID act, long matches) {}

    /** Gives one verdict on all matches a query names; an {@code Idempotency-Key} names the act. */
    @PostMapping("/verdicts/bulk")
    @Operation(summary = "Give one verdict on all matches a query names; an Idempotency-Key names the act")
    Done giveAll(
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key,
            @RequestBody Bulk bulk) {
        UUID act = key == null ? UUID.randomUUID() : key;
        long given = verdicts.giveAll(
                me,
                act,
                Asked.parse(bulk.query()),
                Verdict.parse(bulk.verdict()),
                Optional.ofNullable(bulk.reason()).map(Reason::parse));
        return new Done(act, given);
    }

    /** Takes an act on many back, as far as it still stands. */
    @PostMapping("/verdicts/bulk/{act}/undo")
    @Operation(summary = "Take an act on many back, as far as it still stands")
    Done undo(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable UUID act,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key) {
        long taken = verdicts.takeBackAll(me, key == null ? UUID.randomUUID() : key, act);
        if (taken == 0) {
            throw Refused.notFound();
        }
        return new Done(act, taken);
    }
}
