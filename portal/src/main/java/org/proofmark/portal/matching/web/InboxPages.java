package org.proofmark.portal.matching.web;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.Holdings;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.Works;
import org.proofmark.portal.discovery.Sites;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.matching.By;
import org.proofmark.portal.matching.Facets;
import org.proofmark.portal.matching.Given;
import org.proofmark.portal.matching.Match;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.Matches;
import org.proofmark.portal.matching.Stretch;
import org.proofmark.portal.matching.Tally;
import org.proofmark.portal.matching.Verdict;
import org.proofmark.portal.matching.Verdicts;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The inbox: matches by site, by work, or as a list; every number counts under the conditions of the rows it stands over. */
@Controller
@Allow(Role.CREATOR)
class InboxPages {
    private static final int ROWS = 30;
    private static final int LIST = 60;

    /** Undone from the page that tells of it; more are undone one by one. */
    private static final int UNDONE = 60;

    private static final List<Asked.State> STATES = List.of(
            Asked.State.OPEN, Asked.State.NO_LICENCE, Asked.State.UNSURE, Asked.State.LICENSED, Asked.State.NOT_MINE);

    private final Matches matches;
    private final Verdicts verdicts;
    private final Works works;
    private final Showing showing;
    private final RuleForm form;
    private final Sites sites;
    private final MessageSource texts;

    InboxPages(
            Matches matches,
            Verdicts verdicts,
            Works works,
            Showing showing,
            RuleForm form,
            Sites sites,
            MessageSource texts) {
        this.matches = matches;
        this.verdicts = verdicts;
        this.works = works;
        this.showing = showing;
        this.form = form;
        this.sites = sites;
        this.texts = texts;
    }

    @GetMapping("/inbox")
    ModelAndView inbox(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam Map<String, String> query,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long judged,
            Locale language) {
        Asked asked = Asked.of(query);
        Optional<Asked.Place> place =
                Optional.ofNullable(after).filter(text -> !text.isBlank()).map(Asked.Place::parse);
        Map<String, Object> model = new HashMap<>(form.words(me));
        frame(me, asked, model, language);
        model.put("judged", judged);
        switch (asked.view()) {
            case WORK -> byWork(me, asked, place, model);
            case LIST -> list(me, asked, place, model, language);
            case SITE -> bySite(me, asked, place, model);
        }
        return new ModelAndView("inbox", model);
    }

    private void frame(SignedIn me, Asked asked, Map<String, Object> model, Locale language) {
        Facets facets = matches.facets(me, asked);
        Tally.Counts counts = facets.counts(asked);
        model.put("asked", asked);
        model.put("states", STATES);
        model.put("sorts", Asked.Sort.values());
        model.put("counts", counts);
        model.put("ever", counts.all() + counts.sameScene() > 0 || matches.any(me));
        model.put("works", works.counts(me).monitored());
        model.put("minutes", Math.max(1, Math.round(counts.open() * 3.6 / 60)));
        model.put("settled", settled(facets, asked));
        List<Narrowed> narrowed = narrowed(me, asked, language);
        model.put("narrowed", narrowed);
        model.put("filtered", !narrowed.isEmpty());
        model.put("choices", facets.choices(asked));
        Function<String, String> country = code -> Locale.of("", code).getDisplayCountry(language);
        Function<String, String> tongue = code -> Locale.forLanguageTag(code).getDisplayName(language);
        model.put("countryName", country);
        model.put("languageName", tongue);
        model.put("next", null);
        model.put("groups", 0);
    }

    /**
     * One thing that is asked besides the state, in words.
     *
     * @param without the query that asks everything else
     */
    record Narrowed(String name, String value, String without) {}

    private List<Narrowed> narrowed(SignedIn me, Asked asked, Locale language) {
        return asked.query().entrySet().stream()
                .filter(part -> !List.of("state", "sort", "view").contains(part.getKey()))
                .map(part -> new Narrowed(
                        part.getKey(),
                        value(me, part.getKey(), part.getValue(), language),
                        asked.with(part.getKey(), "").toString()))
                .toList();
    }

    private String value(SignedIn me, String name, String value, Locale language) {
        return switch (name) {
            case "tier", "kind" -> texts.getMessage(name + "." + value.toUpperCase(Locale.ROOT), null, language);
            case "by" -> texts.getMessage("inbox.decidedBy." + value.toUpperCase(Locale.ROOT), null, language);
            case "country" -> Locale.of("", value).getDisplayCountry(language);
            case "language" -> Locale.forLanguageTag(value).getDisplayName(language);
            case "work" ->
                Optional.ofNullable(showing.works(me, List.of(WorkId.of(value))).get(WorkId.of(value)))
                        .map(Holdings.Brief::name)
                        .orElse("–");
            case "source", "collection" -> "";
            default -> value;
        };
    }

    /** How many of these were decided by something other than a person. */
    private static long settled(Facets facets, Asked asked) {
        Asked decided = asked.with("state", Asked.State.ALL.word());
        return List.of(By.LICENCE, By.OWN_SITE, By.RULE).stream()
                .mapToLong(by -> facets.count(decided.with("by", by.word())))
                .sum();
    }

    /** Kind by kind, where none is asked for and the most valuable come first. */
    private void bySite(SignedIn me, Asked asked, Optional<Asked.Place> after, Map<String, Object> model) {
        List<Tally.Section> sections = asked.kind().isEmpty() && asked.sort() == Asked.Sort.WORTH && after.isEmpty()
                ? matches.kinds(me, asked, ROWS)
                : List.of(matches.sites(me, asked, after, ROWS));
        boolean apart = sections.size() > 1;
        if (!apart) {
            model.put(
                    "next",
                    sections.stream()
                            .findFirst()
                            .flatMap(Tally.Section::next)
                            .map(Object::toString)
                            .orElse(null));
        }
        model.put("apart", apart);
        model.put("sections", sections);
        model.put("groups", sections.stream().mapToLong(Tally.Section::sites).sum());
        model.put(
                "facts",
                sites.of(sections.stream()
                        .flatMap(section -> section.rows().stream())
                        .map(Tally.OfSite::site)
                        .toList()));
    }

    private void byWork(SignedIn me, Asked asked, Optional<Asked.Place> after, Map<String, Object> model) {
        Stretch<Tally.OfWork> rows = matches.works(me, asked, after, ROWS);
        model.put("byWork", rows);
        model.put(
                "names",
                showing.works(me, rows.rows().stream().map(Tally.OfWork::work).toList()));
        model.put("groups", rows.rows().size());
        model.put("next", rows.next().map(Object::toString).orElse(null));
    }

    private void list(
            SignedIn me, Asked asked, Optional<Asked.Place> after, Map<String, Object> model, Locale language) {
        Stretch<Match> rows = matches.look(me, asked, after, LIST);
        model.put("list", showing.of(me, rows.rows(), language));
        model.put("next", rows.next().map(Object::toString).orElse(null));
    }

    /**
     * Several at once.
     *
     * @param verdict empty: what stands is taken back, and what stood before stands again
     * @param act what is taken back, by the name the verdicts were given with; nothing: whatever stands
     * @param back the query of the inbox it was given in
     */
    @PostMapping("/inbox/verdicts")
    String judge(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(name = "match", defaultValue = "") List<MatchId> ids,
            @RequestParam(defaultValue = "") String verdict,
            @RequestParam(required = false) @Nullable UUID act,
            @RequestParam(defaultValue = "") String back) {
        UUID name = UUID.randomUUID();
        Optional<Verdict> said =
                Optional.of(verdict).filter(word -> !word.isEmpty()).map(Verdict::parse);
        List<Given> given = ids.stream()
                .map(id -> new Given(
                        of(name, id),
                        id,
                        said,
                        Optional.empty(),
                        Given.Group.ONE,
                        Optional.ofNullable(act).filter(any -> said.isEmpty()).map(undone -> of(undone, id))))
                .toList();
        int saved = given.isEmpty() ? 0 : verdicts.give(me, given).saved().size();
        String undo = said.isPresent() && ids.size() <= UNDONE
                ? "&act=" + name + "&undo=" + ids.stream().map(Object::toString).collect(Collectors.joining("+"))
                : "";
        return "redirect:/inbox?" + Asked.parse(back) + "&judged=" + saved + undo;
    }

    /** Of an act on several the part on one. */
    private static UUID of(UUID act, MatchId match) {
        return UUID.nameUUIDFromBytes((act + " " + match).getBytes(StandardCharsets.UTF_8));
    }
}
