package org.proofmark.portal.identity.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.Plans;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The administrator's page of plans, and of who has which; one person's plan is given on the page of the person. */
@Controller
@Allow(Role.ADMINISTRATOR)
class PlanPages {
    private static final int PAGE = 100;

    private final Plans plans;
    private final Refusals refusals;

    PlanPages(Plans plans, Refusals refusals) {
        this.plans = plans;
        this.refusals = refusals;
    }

    @GetMapping("/plans")
    ModelAndView all(@RequestParam(required = false) @Nullable HolderId after, Locale locale) {
        return page(Optional.ofNullable(after), locale);
    }

    /** @param works how many may be monitored; none: all */
    @PostMapping("/plans")
    ModelAndView keep(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String code,
            @RequestParam String english,
            @RequestParam String german,
            @RequestParam(required = false) @Nullable Integer works,
            HttpServletResponse response,
            Locale locale) {
        int limit = works == null ? Plans.UNLIMITED : works;
        return act(() -> plans.keep(me, new Plans.Plan(code.strip(), english, german, limit)), response, locale);
    }

    @PostMapping("/plans/{code}/deleted")
    ModelAndView delete(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable String code,
            HttpServletResponse response,
            Locale locale) {
        return act(() -> plans.delete(me, code), response, locale);
    }

    @PostMapping("/plans/{code}/holders")
    ModelAndView give(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable String code,
            @RequestParam HolderId holder,
            HttpServletResponse response,
            Locale locale) {
        return act(() -> plans.give(me, holder, code), response, locale);
    }

    private ModelAndView act(Runnable act, HttpServletResponse response, Locale locale) {
        try {
            act.run();
            return new ModelAndView("redirect:/plans");
        } catch (Refused refused) {
            return refusals.again(page(Optional.empty(), locale), refused, response, locale);
        }
    }

    private ModelAndView page(Optional<HolderId> after, Locale locale) {
        List<Plans.Held> found = plans.organisations(after, PAGE + 1);
        List<Plans.Held> shown = found.stream().limit(PAGE).toList();
        Map<String, Object> model = new HashMap<>();
        model.put("plans", plans.all());
        model.put("holders", plans.holders());
        model.put("organisations", shown);
        model.put("more", found.size() > PAGE ? shown.getLast().holder().toString() : "");
        model.put("first", Plans.FIRST);
        model.put("language", locale);
        model.put("errors", List.of());
        return new ModelAndView("plans", model);
    }
}
