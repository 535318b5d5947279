package org.proofmark.portal.matching.alerts.web;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.alerts.View;
import org.proofmark.portal.matching.alerts.Views;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The saved views, for any page that shows them; they are read only where one does. */
@ControllerAdvice
class SavedViews {
    private final Views views;

    SavedViews(Views views) {
        this.views = views;
    }

    @ModelAttribute("savedViews")
    Supplier<List<View>> savedViews(@Nullable Authentication authentication) {
        return () -> authentication != null && authentication.getPrincipal() instanceof SignedIn me
                ? views.of(me)
                : List.of();
    }
}
