package org.proofmark.portal.matching.web;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.matching.Given;
import org.proofmark.portal.matching.Match;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.Matches;
import org.proofmark.portal.matching.Notes;
import org.proofmark.portal.matching.Verdicts;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where matches are judged, one after the other, and the page of one. Without script each verdict leads to the next match. */
@Controller
@Allow(Role.CREATOR)
class ReviewPages {
    private final Matches matches;
    private final Verdicts verdicts;
    private final Notes notes;
    private final Showing showing;
    private final RuleForm form;

    ReviewPages(Matches matches, Verdicts verdicts, Notes notes, Showing showing, RuleForm form) {
        this.matches = matches;
        this.verdicts = verdicts;
        this.notes = notes;
        this.showing = showing;
        this.form = form;
    }

    /** What is asked stands in the query as in the inbox; {@code at} is the match to begin with. */
    @GetMapping("/review")
    ModelAndView review(
            @AuthenticationPrincipal SignedIn me, @RequestParam Map<String, String> query, Locale language) {
        return page(me, Asked.of(query), query.getOrDefault("at", ""), language);
    }

    @GetMapping("/review/{site}")
    ModelAndView review(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable String site,
            @RequestParam Map<String, String> query,
            Locale language) {
        Asked asked = Asked.of(query).with("site", site);
        return page(me, asked, query.getOrDefault("at", ""), language);
    }

    private ModelAndView page(SignedIn me, Asked asked, String at, Locale language) {
        List<Match> first = matches.look(me, asked, Optional.empty(), 1).rows();
        Map<String, Object> model = new HashMap<>(form.words(me));
        model.put("asked", asked);
        model.put("at", at);
        model.put("back", asked.toString());
        model.put("total", first.isEmpty() ? 0 : matches.count(me, asked));
        model.put("it", showing.of(me, first, language).stream().findFirst().orElse(null));
        return new ModelAndView("review", model);
    }

    @GetMapping("/matches/{id}")
    ModelAndView match(@AuthenticationPrincipal SignedIn me, @PathVariable MatchId id, Locale language) {
        Map<String, Object> model = new HashMap<>(form.words(me));
        model.put("it", showing.of(me, List.of(matches.find(me, id)), language).getFirst());
        model.put("places", matches.places(me, id));
        model.put("notes", notes.of(me, id));
        model.put("story", verdicts.of(me, id));
        model.put("back", "");
        model.put("person", me.person());
        return new ModelAndView("match", model);
    }

    /**
     * A verdict by form.
     *
     * @param verdict and {@code why}: what is said ({@link Said#of})
     * @param back the query of the review it was given in; empty: the match's own page is shown again
     */
    @PostMapping("/matches/{id}/verdict")
    String verdict(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable MatchId id,
            @RequestParam(defaultValue = "") String verdict,
            @RequestParam(defaultValue = "") String why,
            @RequestParam(required = false) @Nullable String back) {
        matches.find(me, id);
        Said said = Said.of(verdict, why);
        Given given = new Given(UUID.randomUUID(), id, said.verdict(), said.reason(), Given.Group.ONE);
        verdicts.give(me, List.of(given)).refused().values().forEach(refused -> {
            throw refused;
        });
        return back == null || back.isEmpty()
                ? "redirect:/matches/" + id + "?saved"
                : "redirect:/review?" + Asked.parse(back);
    }

    @PostMapping(path = "/matches/{id}/notes", consumes = "application/x-www-form-urlencoded")
    String note(@AuthenticationPrincipal SignedIn me, @PathVariable MatchId id, @RequestParam String text) {
        notes.write(me, UUID.randomUUID(), id, text);
        return "redirect:/matches/" + id + "#notes";
    }

    @PostMapping("/matches/{id}/notes/{note}/removed")
    String remove(@AuthenticationPrincipal SignedIn me, @PathVariable MatchId id, @PathVariable UUID note) {
        notes.remove(me, id, note);
        return "redirect:/matches/" + id + "#notes";
    }

    /** A note as the review page sends it. */
    record Note(String text) {}

    @PostMapping(path = "/matches/{id}/notes", consumes = "application/json")
    ResponseEntity<Void> note(@AuthenticationPrincipal SignedIn me, @PathVariable MatchId id, @RequestBody Note note) {
        notes.write(me, UUID.randomUUID(), id, note.text());
        return ResponseEntity.noContent().build();
    }
}
