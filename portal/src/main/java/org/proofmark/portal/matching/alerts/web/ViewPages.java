package org.proofmark.portal.matching.alerts.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.matching.alerts.View;
import org.proofmark.portal.matching.alerts.ViewId;
import org.proofmark.portal.matching.alerts.Views;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Saved views: kept from the inbox, listed here. */
@Controller
@Allow(Role.CREATOR)
class ViewPages {
    private final Views views;
    private final Refusals refusals;

    ViewPages(Views views, Refusals refusals) {
        this.views = views;
        this.refusals = refusals;
    }

    @GetMapping("/views")
    ModelAndView views(@AuthenticationPrincipal SignedIn me) {
        return page(me, "", "");
    }

    /** @param query as the inbox's address says it */
    @PostMapping("/views")
    ModelAndView keep(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String query,
            HttpServletResponse response,
            Locale locale) {
        try {
            View kept = views.keep(me, new ViewId(UUID.randomUUID()), name, Asked.parse(query));
            return new ModelAndView("redirect:/inbox?" + kept.query());
        } catch (Refused refused) {
            return refusals.again(page(me, name, query), refused, response, locale);
        }
    }

    @PostMapping("/views/{view}")
    ModelAndView rename(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable ViewId view,
            @RequestParam String name,
            HttpServletResponse response,
            Locale locale) {
        View old = views.find(me, view);
        try {
            views.change(me, view, name, Asked.parse(old.query()));
            return new ModelAndView("redirect:/views");
        } catch (Refused refused) {
            return refusals.again(page(me, "", ""), refused, response, locale);
        }
    }

    @PostMapping("/views/{view}/deletion")
    String delete(@AuthenticationPrincipal SignedIn me, @PathVariable ViewId view) {
        views.delete(me, view);
        return "redirect:/views";
    }

    private ModelAndView page(SignedIn me, String name, String query) {
        Map<String, Object> model = new HashMap<>();
        model.put("views", views.counted(me));
        model.put("name", name);
        model.put("query", query);
        model.put("errors", List.of());
        return new ModelAndView("views", model);
    }
}
