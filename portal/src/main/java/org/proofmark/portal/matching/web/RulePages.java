package org.proofmark.portal.matching.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.Collection;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.Collections;
import org.proofmark.portal.catalogue.Holdings;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.licences.LicensedDomain;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Match;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.Matches;
import org.proofmark.portal.matching.Preferences;
import org.proofmark.portal.matching.settle.OwnSites;
import org.proofmark.portal.matching.settle.RuleId;
import org.proofmark.portal.matching.settle.Rules;
import org.proofmark.portal.platform.Money;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Rules and own sites: what there is, what one would do, making and ending one; and what a holder is asked about besides. */
@Controller
@Allow(Role.CREATOR)
class RulePages {
    /** Matches of a rule shown at once. */
    private static final int SETTLED = 100;

    private final Rules rules;
    private final Matches matches;
    private final Showing showing;
    private final OwnSites ownSites;
    private final Preferences preferences;
    private final Holdings holdings;
    private final Collections collections;
    private final RuleForm form;
    private final Refusals refusals;

    RulePages(
            Rules rules,
            Matches matches,
            Showing showing,
            OwnSites ownSites,
            Preferences preferences,
            Holdings holdings,
            Collections collections,
            RuleForm form,
            Refusals refusals) {
        this.rules = rules;
        this.matches = matches;
        this.showing = showing;
        this.ownSites = ownSites;
        this.preferences = preferences;
        this.holdings = holdings;
        this.collections = collections;
        this.form = form;
        this.refusals = refusals;
    }

    @GetMapping("/rules")
    ModelAndView rules(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(required = false) @Nullable Long settled,
            @RequestParam(required = false) @Nullable Long ended,
            Locale language) {
        List<Rules.Standing> all = rules.all(me, false);
        Map<WorkId, Holdings.Brief> works = holdings.works(
                me.holder(),
                all.stream().flatMap(one -> one.rule().work().stream()).toList());
        List<Collection> groups = collections.all(me);
        Function<WorkId, String> name = id ->
                Optional.ofNullable(works.get(id)).map(Holdings.Brief::name).orElse("–");
        Function<CollectionId, String> group = id -> groups.stream()
                .filter(one -> one.id().equals(id))
                .map(Collection::name)
                .findFirst()
                .orElse("–");
        Function<LocalDate, String> day =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).localizedBy(language)::format;
        Map<String, Object> model = new HashMap<>(Map.of("rules", all, "own", ownSites.all(me), "errors", List.of()));
        Preferences.Preference said = preferences.of(me.holder());
        model.put(
                "asking",
                new Asking(
                        said.sameScene(),
                        said.price().amount(),
                        said.price().currency().getCurrencyCode()));
        model.put("names", name);
        model.put("collectionName", group);
        model.put("day", day);
        model.put("settled", settled);
        model.put("ended", ended);
        return new ModelAndView("rules", model);
    }

    /** One rule and the matches it settles, some at a time. */
    @GetMapping("/rules/{id}")
    ModelAndView one(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable RuleId id,
            @RequestParam(required = false) @Nullable MatchId after,
            Locale language) {
        Rules.Standing rule = rules.find(me, id);
        List<MatchId> ids = rules.settled(me, id, Optional.ofNullable(after), SETTLED + 1);
        List<Match> rows = matches.find(me, ids.stream().limit(SETTLED).toList());
        Map<String, Object> model = new HashMap<>(Map.of("rule", rule.rule(), "settles", rule.settles()));
        model.put("list", showing.of(me, rows, language));
        model.put("next", ids.size() > SETTLED ? ids.get(SETTLED - 1) : null);
        return new ModelAndView("rule", model);
    }

    @GetMapping({"/rules/new"})
    ModelAndView rule(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String site,
            @RequestParam(required = false) @Nullable WorkId work) {
        return page(
                me, new WantedRule(site, null, null, null, work == null ? null : work.value(), null, null, null, null));
    }

    private ModelAndView page(SignedIn me, WantedRule wanted) {
        Map<String, Object> model = new HashMap<>(form.words(me));
        model.put("wanted", wanted);
        model.put("ruleSite", wanted.site());
        model.put("ruleWork", wanted.work());
        model.put("settles", null);
        model.put("errors", List.of());
        return new ModelAndView("rule-new", model);
    }

    /** Makes it; with {@code dry}, only tells what it would settle. */
    @PostMapping("/rules")
    ModelAndView make(
            @AuthenticationPrincipal SignedIn me,
            @ModelAttribute WantedRule wanted,
            @RequestParam(defaultValue = "false") boolean dry,
            HttpServletResponse response,
            Locale language) {
        try {
            if (dry) {
                return page(me, wanted)
                        .addObject("settles", rules.tryOut(me, wanted.read()).settles());
            }
            return new ModelAndView("redirect:/rules?settled=" + made(me, wanted));
        } catch (Refused refused) {
            return refusals.again(page(me, wanted), refused, response, language);
        }
    }

    /** What a rule would settle, or did; or why it cannot be. */
    record Told(
            @Nullable Long settles,
            @Nullable Long settled,
            @Nullable String detail) {}

    @PostMapping("/rules/dry-run")
    ResponseEntity<Told> tryOut(@AuthenticationPrincipal SignedIn me, @RequestBody WantedRule wanted, Locale language) {
        try {
            return ResponseEntity.ok(new Told(rules.tryOut(me, wanted.orAny()).settles(), null, null));
        } catch (Refused refused) {
            return told(refused, language);
        }
    }

    @PostMapping("/rules/made")
    ResponseEntity<Told> make(@AuthenticationPrincipal SignedIn me, @RequestBody WantedRule wanted, Locale language) {
        try {
            return ResponseEntity.ok(new Told(null, made(me, wanted), null));
        } catch (Refused refused) {
            return told(refused, language);
        }
    }

    /** Makes it; how many matches were open and are no longer. */
    private long made(SignedIn me, WantedRule wanted) {
        long settles = rules.tryOut(me, wanted.read()).settles();
        rules.make(me, new RuleId(UUID.randomUUID()), wanted.read());
        return settles;
    }

    private ResponseEntity<Told> told(Refused refused, Locale language) {
        return ResponseEntity.status(refused.kind().status())
                .body(new Told(null, null, refusals.text(refused, language)));
    }

    /** Ends it, and tells how many matches wait again. */
    @PostMapping("/rules/{id}/end")
    String end(@AuthenticationPrincipal SignedIn me, @PathVariable RuleId id) {
        return "redirect:/rules?ended=" + rules.end(me, id);
    }

    @PostMapping("/rules/own-sites")
    ModelAndView add(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String site,
            HttpServletResponse response,
            Locale language) {
        try {
            ownSites.add(me, LicensedDomain.parse(site));
            return new ModelAndView("redirect:/rules#own");
        } catch (Refused refused) {
            return refusals.again(rules(me, null, null, language), refused, response, language);
        }
    }

    @PostMapping("/rules/own-sites/removed")
    String remove(@AuthenticationPrincipal SignedIn me, @RequestParam String site) {
        ownSites.remove(me, LicensedDomain.parse(site));
        return "redirect:/rules#own";
    }

    /** What a holder is asked about, as it is typed. */
    record Asking(boolean sameScene, String price, String currency) {}

    /** @param price as people write it */
    @PostMapping("/rules/preferences")
    ModelAndView prefer(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "false") boolean sameScene,
            @RequestParam(defaultValue = "") String price,
            @RequestParam(defaultValue = "") String currency,
            HttpServletResponse response,
            Locale language) {
        try {
            preferences.say(
                    me.holder(), new Preferences.Preference(sameScene, Money.parse(price, Money.currency(currency))));
            return new ModelAndView("redirect:/rules?said=true#asked");
        } catch (Refused refused) {
            ModelAndView page =
                    rules(me, null, null, language).addObject("asking", new Asking(sameScene, price, currency));
            return refusals.again(page, refused, response, language);
        }
    }
}
