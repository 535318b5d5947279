package org.proofmark.portal.matching.web;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Matches;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** How many matches wait, for the navigation; counted only by the pages that show it. */
@ControllerAdvice
class InboxCount {
    private final Matches matches;

    InboxCount(Matches matches) {
        this.matches = matches;
    }

    @ModelAttribute("inbox")
    Supplier<Long> inbox(@Nullable Authentication who) {
        return () ->
                who != null && who.getPrincipal() instanceof SignedIn me && me.is(Role.CREATOR) ? matches.open(me) : 0L;
    }
}
