package org.proofmark.portal.discovery.web;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.discovery.Round;
import org.proofmark.portal.discovery.Source;
import org.proofmark.portal.discovery.SourceId;
import org.proofmark.portal.discovery.Sources;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.proofmark.scout.frontier.Visit;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** What is searched, how it goes, and what is not searched. */
@Controller
@Allow({Role.CREATOR, Role.ADMINISTRATOR})
class SourcePages {
    private static final int LISTED = 60;
    private static final int WALKS = 30;
    private static final int MISSED = 50;

    private final Sources sources;
    private final Refusals refusals;

    SourcePages(Sources sources, Refusals refusals) {
        this.sources = sources;
        this.refusals = refusals;
    }

    @GetMapping("/sources")
    ModelAndView list(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(required = false) @Nullable SourceId after,
            @RequestHeader(name = "X-Fragment", required = false) @Nullable String fragment) {
        ModelAndView page = page(me, q, all, Optional.ofNullable(after));
        if ("live".equals(fragment)) {
            page.setViewName("sources :: live");
        }
        return page;
    }

    private ModelAndView page(SignedIn me, String q, boolean all, Optional<SourceId> after) {
        Sources.Stretch stretch = sources.list(me, all, q, after, LISTED);
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("sources", stretch.sources());
        model.put("next", stretch.next().orElse(null));
        model.put("q", q);
        model.put("all", all);
        model.put("admin", me.is(Role.ADMINISTRATOR));
        model.put("running", stretch.sources().stream().anyMatch(SourcePages::moves));
        model.put("fresh", UUID.randomUUID());
        model.put("errors", List.of());
        model.put("typed", "");
        return new ModelAndView("sources", model);
    }

    private static boolean moves(Source source) {
        return source.state() == Source.State.RUNNING || source.state() == Source.State.DUE;
    }

    /** Watches what was pasted; what kind of thing it is follows from the address unless it is said. */
    @PostMapping("/sources")
    ModelAndView add(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam SourceId id,
            @RequestParam String address,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "false") boolean render,
            @RequestParam(defaultValue = "false") boolean everyones,
            Locale locale) {
        try {
            Source.Kind meant = kind.isEmpty() ? Sources.likelyKind(Sources.address(address)) : kind(kind);
            Source.Wish wish = Source.Wish.standard(meant);
            Source source =
                    sources.add(me, id, meant, address, SourceForm.wish(wish, null, null, null, render), everyones);
            return new ModelAndView("redirect:/sources/" + source.id() + "?added");
        } catch (Refused why) {
            return again(me, why, address, locale);
        }
    }

    private static Source.Kind kind(String word) {
        return java.util.Arrays.stream(Source.Kind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(Refused::notFound);
    }

    private ModelAndView again(SignedIn me, Refused why, String typed, Locale locale) {
        ModelAndView page = page(me, "", false, Optional.empty());
        page.addObject("errors", List.of(refusals.text(why, locale))).addObject("typed", typed);
        page.setStatus(HttpStatus.valueOf(why.kind().status()));
        return page;
    }

    /** Watches the addresses of an uploaded list, or what stands in an archive of a crawl. */
    @PostMapping("/sources/file")
    ModelAndView upload(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam SourceId id,
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "false") boolean everyones,
            Locale locale)
            throws IOException {
        String name = String.valueOf(file.getOriginalFilename());
        Source.Kind kind = name.toLowerCase(Locale.ROOT).matches(".*\\.(w?arc(\\.gz)?|wacz)")
                ? Source.Kind.WARC
                : Source.Kind.URL_LIST;
        try {
            Source source = sources.upload(
                    me, id, kind, name, file.getInputStream(), Source.Wish.standard(kind), everyones);
            return new ModelAndView("redirect:/sources/" + source.id() + "?added");
        } catch (Refused why) {
            return again(me, why, "", locale);
        }
    }

    @GetMapping("/sources/{id}")
    ModelAndView source(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable SourceId id,
            @RequestParam(required = false) @Nullable String why,
            @RequestParam(required = false) @Nullable Long after,
            @RequestHeader(name = "X-Fragment", required = false) @Nullable String fragment) {
        Source source = sources.find(me, id);
        List<Round> rounds = sources.rounds(me, id, WALKS);
        Optional<Visit.Why> reason = Optional.ofNullable(why).filter(word -> !word.isEmpty()).map(SourcePages::reason);
        var missed = sources.missed(me, id, reason, Optional.ofNullable(after), MISSED + 1);
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("source", source);
        model.put("wish", source.mine().orElse(source.asked()));
        model.put("mayChange", source.mine().isPresent() || me.is(Role.ADMINISTRATOR));
        model.put("admin", me.is(Role.ADMINISTRATOR));
        model.put("moves", moves(source));
        model.put("rounds", rounds);
        model.put("bars", Bars.of(rounds));
        model.put("standing", sources.standing(me, id));
        model.put("missed", missed.subList(0, Math.min(MISSED, missed.size())));
        model.put("nextMissed", missed.size() > MISSED ? missed.get(MISSED - 1).id() : null);
        model.put("why", reason.map(Visit.Why::name).orElse(null));
        return new ModelAndView("live".equals(fragment) ? "source :: live" : "source", model);
    }

    private static Visit.Why reason(String word) {
        return java.util.Arrays.stream(Visit.Why.values())
                .filter(why -> why.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(Refused::notFound);
    }

    @PostMapping("/sources/{id}")
    String change(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable SourceId id,
            @RequestParam int version,
            @RequestParam int hours,
            @RequestParam int pages,
            @RequestParam int depth,
            @RequestParam(defaultValue = "false") boolean render) {
        Source there = sources.find(me, id);
        Source.Wish before = there.mine().orElse(there.asked());
        sources.change(me, id, SourceForm.wish(before, hours, pages, depth, render), version);
        return "redirect:/sources/" + id + "?saved";
    }

    @PostMapping("/sources/{id}/paused")
    String pause(@AuthenticationPrincipal SignedIn me, @PathVariable SourceId id, @RequestParam boolean on) {
        sources.pause(me, id, on);
        return "redirect:/sources/" + id;
    }

    @PostMapping("/sources/{id}/held")
    @Allow(Role.ADMINISTRATOR)
    String hold(@AuthenticationPrincipal SignedIn me, @PathVariable SourceId id, @RequestParam boolean on) {
        sources.hold(me, id, on);
        return "redirect:/sources/" + id;
    }

    @PostMapping("/sources/{id}/run")
    String run(@AuthenticationPrincipal SignedIn me, @PathVariable SourceId id) {
        sources.runNow(me, id);
        return "redirect:/sources/" + id + "?due";
    }

    @PostMapping("/sources/{id}/removed")
    String remove(@AuthenticationPrincipal SignedIn me, @PathVariable SourceId id) {
        sources.remove(me, id);
        return "redirect:/sources?removed";
    }
}
