package org.proofmark.portal.discovery.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.discovery.Missed;
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
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The pages of sources: what is watched, how it stands, and what of it could not be seen. */
@Controller
@Allow({Role.CREATOR, Role.ADMINISTRATOR})
class SourcePages {
    private static final int LINES = 50;
    private static final int WALKS = 60;
    private static final int MOST_AT_ONCE = 100;

    private final Sources sources;
    private final Refusals refusals;

    SourcePages(Sources sources, Refusals refusals) {
        this.sources = sources;
        this.refusals = refusals;
    }

    @GetMapping("/sources")
    ModelAndView list(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable SourceId after) {
        Sources.Stretch stretch = sources.list(me, all, q, Optional.ofNullable(after), LINES);
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("sources", stretch.sources());
        model.put("next", stretch.next().orElse(null));
        model.put("all", all);
        model.put("overall", sources.overall(me));
        model.put("q", q);
        model.put("live", stretch.sources().stream().anyMatch(SourcePages::moves));
        return new ModelAndView("sources", model);
    }

    private static boolean moves(Source source) {
        return source.state() == Source.State.RUNNING || source.state() == Source.State.DUE;
    }

    @GetMapping("/sources/new")
    ModelAndView blank() {
        return form("", "", List.of());
    }

    private static ModelAndView form(String addresses, String kind, List<String> errors) {
        return new ModelAndView(
                "source-new",
                Map.of(
                        "addresses",
                        addresses,
                        "kind",
                        kind,
                        "errors",
                        errors,
                        "hours",
                        SourceForm.HOURS,
                        "id",
                        UUID.randomUUID()));
    }

    /** Watches pasted addresses, one a line. The first takes the form's id, so that a form sent twice adds once. */
    @PostMapping("/sources")
    ModelAndView add(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String addresses,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(required = false) @Nullable Long hours,
            @RequestParam(required = false) @Nullable Integer pages,
            @RequestParam(required = false) @Nullable Integer depth,
            @RequestParam(defaultValue = "false") boolean render,
            @RequestParam(defaultValue = "false") boolean everyones,
            @RequestParam(required = false) @Nullable SourceId id,
            HttpServletResponse response,
            Locale locale) {
        try {
            List<String> typed = addresses
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (typed.isEmpty() || typed.size() > MOST_AT_ONCE) {
                throw Refused.invalid("refused.sourcesAtOnce", MOST_AT_ONCE);
            }
            typed.forEach(Sources::address);
            Source last = null;
            for (int i = 0; i < typed.size(); i++) {
                SourceId each = i == 0 && id != null ? id : new SourceId(UUID.randomUUID());
                Source.Kind its = kind(kind).orElse(Sources.likelyKind(Sources.address(typed.get(i))));
                Source.Wish wish = SourceForm.wish(
                        Source.Wish.standard(its), SourceForm.hours(hours), pages, depth, render, false);
                last = sources.add(me, each, its, typed.get(i), wish, everyones);
            }
            return new ModelAndView(
                    typed.size() == 1 && last != null ? "redirect:/sources/" + last.id() : "redirect:/sources?added");
        } catch (Refused refused) {
            return refusals.again(form(addresses, kind, List.of()), refused, response, locale);
        }
    }

    private static Optional<Source.Kind> kind(String word) {
        return Arrays.stream(Source.Kind.values())
                .filter(kind -> kind.name().equals(word))
                .findFirst();
    }

    /** Watches what stands in an uploaded file. */
    @PostMapping("/sources/file")
    ModelAndView upload(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "false") boolean everyones,
            HttpServletResponse response,
            Locale locale)
            throws IOException {
        try {
            String name = String.valueOf(file.getOriginalFilename());
            Source.Kind kind = SourceForm.kindOfFile(name);
            Source made = sources.upload(
                    me,
                    new SourceId(UUID.randomUUID()),
                    kind,
                    name,
                    file.getInputStream(),
                    Source.Wish.standard(kind),
                    everyones);
            return new ModelAndView("redirect:/sources/" + made.id());
        } catch (Refused refused) {
            return refusals.again(form("", "", List.of()), refused, response, locale);
        }
    }

    @GetMapping("/sources/{id}")
    ModelAndView one(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable SourceId id,
            @RequestParam(required = false) @Nullable String why,
            @RequestParam(required = false) @Nullable Long after) {
        return page(me, id, why, after, List.of());
    }

    private ModelAndView page(
            SignedIn me, SourceId id, @Nullable String why, @Nullable Long after, List<String> errors) {
        Source source = sources.find(me, id);
        Optional<Visit.Why> reason = Optional.ofNullable(why)
                .flatMap(word -> Arrays.stream(Visit.Why.values())
                        .filter(each -> each.name().equals(word))
                        .findFirst());
        List<Missed> missed = sources.missed(me, id, reason, Optional.ofNullable(after), LINES + 1);
        Source.Wish wish = source.mine().orElse(source.asked());
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("source", source);
        model.put("wish", wish);
        model.put("hours", SourceForm.hours(wish));
        model.put("mayChange", source.mine().isPresent() || me.is(Role.ADMINISTRATOR));
        model.put("live", moves(source));
        List<Round> rounds = sources.rounds(me, id, WALKS);
        model.put("rounds", rounds);
        model.put("chart", WalkChart.of(rounds));
        model.put("standing", sources.standing(me, id));
        model.put("missed", missed.subList(0, Math.min(LINES, missed.size())));
        model.put("next", missed.size() > LINES ? missed.get(LINES - 1).id() : null);
        model.put("why", reason.map(Enum::name).orElse(null));
        model.put("manners", source.kind().live() ? sources.manners(me, id) : null);
        model.put("errors", errors);
        return new ModelAndView("source", model);
    }

    @PostMapping("/sources/{id}")
    ModelAndView change(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable SourceId id,
            @RequestParam int version,
            @RequestParam(required = false) @Nullable Long hours,
            @RequestParam(required = false) @Nullable Integer pages,
            @RequestParam(required = false) @Nullable Integer depth,
            @RequestParam(defaultValue = "false") boolean render,
            HttpServletResponse response,
            Locale locale) {
        Source there = sources.find(me, id);
        try {
            Source.Wish before = there.mine().orElse(there.asked());
            sources.change(
                    me, id, SourceForm.wish(before, SourceForm.hours(hours), pages, depth, render, null), version);
            return new ModelAndView("redirect:/sources/" + id + "?saved");
        } catch (Refused refused) {
            return refusals.again(page(me, id, null, null, List.of()), refused, response, locale);
        }
    }

    @PostMapping("/sources/{id}/paused")
    String pause(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable SourceId id,
            @RequestParam(defaultValue = "false") boolean rest) {
        sources.pause(me, id, rest);
        return "redirect:/sources/" + id;
    }

    /** Stops it for everyone, or lets it go on. */
    @PostMapping("/sources/{id}/held")
    @Allow(Role.ADMINISTRATOR)
    String hold(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable SourceId id,
            @RequestParam(defaultValue = "false") boolean stop) {
        sources.hold(me, id, stop);
        return "redirect:/sources/" + id;
    }

    @PostMapping("/sources/{id}/run")
    String run(@AuthenticationPrincipal SignedIn me, @PathVariable SourceId id) {
        sources.runNow(me, id);
        return "redirect:/sources/" + id;
    }

    @PostMapping("/sources/{id}/removed")
    String remove(@AuthenticationPrincipal SignedIn me, @PathVariable SourceId id) {
        sources.remove(me, id);
        return "redirect:/sources?removed";
    }
}
