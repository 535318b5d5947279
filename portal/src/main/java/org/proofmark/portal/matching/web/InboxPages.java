package org.proofmark.portal.matching.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.Collection;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.Works;
import org.proofmark.portal.discovery.Sites;
import org.proofmark.portal.discovery.Sources;
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
import org.proofmark.portal.matching.Telling;
import org.proofmark.portal.matching.Verdict;
import org.proofmark.portal.matching.Verdicts;
import org.proofmark.portal.matching.compare.Likenesses;
import org.proofmark.portal.platform.Money;
import org.proofmark.portal.platform.Refused;
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

    /** Sites or works judged whole at once: those of one page. */
    private static final int MOST_GROUPS = 3 * ROWS;

    private static final List<Asked.State> STATES = List.of(
            Asked.State.OPEN, Asked.State.NO_LICENCE, Asked.State.UNSURE, Asked.State.LICENSED, Asked.State.NOT_MINE);

    private final Matches matches;
    private final Verdicts verdicts;
    private final Works works;
    private final Showing showing;
    private final RuleForm form;
    private final Sites sites;
    private final InboxForm filters;
    private final Telling telling;
    private final Likenesses likenesses;
    private final Sources sources;
    private final InstantSource clock;

    InboxPages(
            Matches matches,
            Verdicts verdicts,
            Works works,
            Showing showing,
            RuleForm form,
            Sites sites,
            InboxForm filters,
            Telling telling,
            Likenesses likenesses,
            Sources sources,
            InstantSource clock) {
        this.matches = matches;
        this.verdicts = verdicts;
        this.works = works;
        this.showing = showing;
        this.form = form;
        this.sites = sites;
        this.filters = filters;
        this.telling = telling;
        this.likenesses = likenesses;
        this.sources = sources;
        this.clock = clock;
    }

    @GetMapping("/inbox")
    ModelAndView inbox(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam Map<String, String> query,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long judged,
            @RequestParam(required = false) @Nullable Long undone,
            Locale language) {
        Asked asked = Asked.of(query);
        Optional<Asked.Place> place =
                Optional.ofNullable(after).filter(text -> !text.isBlank()).map(Asked.Place::parse);
        List<Collection> collections = form.collections(me);
        Map<String, Object> model = new HashMap<>(RuleForm.words(collections));
        frame(me, asked, collections, model, language);
        model.put("judged", judged);
        model.put("undone", undone);
        model.put("act", UUID.randomUUID());
        switch (asked.view()) {
            case WORK -> byWork(me, asked, place, model);
            case LIST -> list(me, asked, place, model, language);
            case SITE -> bySite(me, asked, place, model);
        }
        return new ModelAndView("inbox", model);
    }

    private void frame(
            SignedIn me, Asked asked, List<Collection> collections, Map<String, Object> model, Locale language) {
        Facets facets = matches.facets(me, asked);
        Tally.Counts counts = facets.counts(asked);
        model.put("asked", asked);
        model.put("shown", clock.instant().toString());
        model.put("states", STATES);
        model.put("sorts", Asked.Sort.values());
        model.put("counts", counts);
        boolean ever = counts.all() + counts.sameScene() > 0 || matches.any(me);
        model.put("ever", ever);
        if (!ever) {
            model.put("met", likenesses.met());
            model.put("nextWalk", sources.overall(me).next().orElse(null));
        }
        model.put("works", works.counts(me).monitored());
        model.put("minutes", Math.max(1, Math.round(counts.open() * 3.6 / 60)));
        model.put("settled", settled(facets, asked));
        List<InboxForm.Choice> choices = filters.choices(me, asked, facets.choices(asked), collections, language);
        List<InboxForm.Narrowed> narrowed = InboxForm.narrowed(asked, choices);
        model.put("choices", choices);
        model.put("narrowed", narrowed);
        model.put("filtered", !narrowed.isEmpty());
        Function<String, String> country = code -> Locale.of("", code).getDisplayCountry(language);
        Function<Money, String> about = worth -> telling.about(worth, language);
        model.put("countryName", country);
        model.put("about", about);
        model.put("next", null);
        model.put("groups", 0);
    }

    /** How many of these were decided by something other than a person. */
    private static long settled(Facets facets, Asked asked) {
        Asked decided = asked.with("state", Asked.State.ALL.word());
        return List.of(By.LICENCE, By.OWN_SITE, By.RULE, By.MEMORY).stream()
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
        Tally.Works rows = matches.works(me, asked, after, ROWS);
        model.put("byWork", rows);
        model.put(
                "names",
                showing.works(me, rows.rows().stream().map(Tally.OfWork::work).toList()));
        model.put("groups", rows.works());
        model.put("next", rows.next().map(Object::toString).orElse(null));
    }

    private void list(
            SignedIn me, Asked asked, Optional<Asked.Place> after, Map<String, Object> model, Locale language) {
        Stretch<Match> rows = matches.look(me, asked, after, LIST);
        model.put("list", showing.of(me, rows.rows(), language));
        model.put("next", rows.next().map(Object::toString).orElse(null));
    }

    /**
     * Several at once: matches, and of sites and works all that is asked for.
     *
     * @param verdict and {@code why}: what is said ({@link Said#of})
     * @param back the query of the inbox it was given in
     */
    @PostMapping("/inbox/verdicts")
    String judge(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(name = "match", defaultValue = "") List<MatchId> ids,
            @RequestParam(name = "site", defaultValue = "") List<String> wholeSites,
            @RequestParam(name = "work", defaultValue = "") List<WorkId> wholeWorks,
            @RequestParam(defaultValue = "") String verdict,
            @RequestParam(defaultValue = "") String why,
            @RequestParam(required = false) @Nullable Instant shown,
            @RequestParam(defaultValue = "") String back) {
        Asked asked = Asked.parse(back);
        Said said = Said.of(verdict, why);
        List<Asked> groups = Stream.concat(
                        wholeSites.stream().map(site -> asked.with("site", site)),
                        wholeWorks.stream().map(work -> asked.with("work", work.toString())))
                .toList();
        if (groups.size() > MOST_GROUPS || (!groups.isEmpty() && said.verdict().isEmpty())) {
            throw Refused.invalid("refused.limit");
        }
        List<UUID> acts = new ArrayList<>();
        UUID name = UUID.randomUUID();
        long judged = one(me, name, ids, said, Optional.empty());
        for (Asked group : groups) {
            acts.add(UUID.randomUUID());
            judged += verdicts.giveAll(
                    me, acts.getLast(), group, upTo(shown), said.verdict().orElseThrow(), said.reason());
        }
        boolean undone = said.verdict().isPresent() && !ids.isEmpty() && ids.size() <= UNDONE;
        String undo = undone ? parameter("undo", ids) + parameter("name", List.of(name)) : "";
        return "redirect:/inbox?" + asked + "&judged=" + judged + undo + parameter("act", acts);
    }

    private static String parameter(String name, List<?> ids) {
        return ids.isEmpty()
                ? ""
                : "&" + name + "=" + ids.stream().map(Object::toString).collect(Collectors.joining("+"));
    }

    /**
     * Says it of each.
     *
     * @param name of the act; each match has its part of it
     * @param undone the act that is taken back, where it is one; else whatever stands
     */
    private long one(SignedIn me, UUID name, List<MatchId> ids, Said said, Optional<UUID> undone) {
        List<Given> given = ids.stream()
                .map(id -> new Given(
                        of(name, id),
                        id,
                        said.verdict(),
                        said.reason(),
                        Given.Group.ONE,
                        undone.map(act -> of(act, id))))
                .toList();
        return given.isEmpty() ? 0 : verdicts.give(me, given).saved().size();
    }

    private Instant upTo(@Nullable Instant shown) {
        return shown == null ? clock.instant() : shown;
    }

    /**
     * All that is asked for at once.
     *
     * @param act names it: the form sent twice gives it once
     * @param shown when it was counted for the form
     */
    @PostMapping("/inbox/verdicts/all")
    String judgeAll(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam UUID act,
            @RequestParam String verdict,
            @RequestParam(defaultValue = "") String why,
            @RequestParam(required = false) @Nullable Instant shown,
            @RequestParam(defaultValue = "") String back) {
        Asked asked = Asked.parse(back);
        Said said = Said.of(verdict, why);
        Verdict all = said.verdict().orElseThrow(() -> Refused.invalid("refused.verdict"));
        long judged = verdicts.giveAll(me, act, asked, upTo(shown), all, said.reason());
        return "redirect:/inbox?" + asked + "&judged=" + judged + parameter("act", List.of(act));
    }

    /**
     * Takes acts back, as far as what they said still stands; what stood before stands again.
     *
     * @param acts those on all of something
     * @param ids those judged one by one
     * @param name the act that judged these
     */
    @PostMapping("/inbox/verdicts/undone")
    String undo(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(name = "act", defaultValue = "") List<UUID> acts,
            @RequestParam(name = "match", defaultValue = "") List<MatchId> ids,
            @RequestParam(required = false) @Nullable UUID name,
            @RequestParam(defaultValue = "") String back) {
        if (acts.size() > MOST_GROUPS) {
            throw Refused.invalid("refused.limit");
        }
        long undone = one(me, UUID.randomUUID(), ids, Said.TAKEN_BACK, Optional.ofNullable(name));
        for (UUID act : acts) {
            UUID taking = UUID.nameUUIDFromBytes(("undone " + act).getBytes(StandardCharsets.UTF_8));
            undone += verdicts.takeBackAll(me, taking, act);
        }
        return "redirect:/inbox?" + Asked.parse(back) + "&undone=" + undone;
    }

    /** Of an act on several the part on one. */
    private static UUID of(UUID act, MatchId match) {
        return UUID.nameUUIDFromBytes((act + " " + match).getBytes(StandardCharsets.UTF_8));
    }
}
