package org.proofmark.portal.identity.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Settings;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame of every page knows. */
@ControllerAdvice
class PageFrame {
    private static final Set<String> THEMES = Set.of("light", "dark");

    private final Settings settings;

    PageFrame(Settings settings) {
        this.settings = settings;
    }

    @ModelAttribute("me")
    @Nullable
    SignedIn me(@Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn ? signedIn : null;
    }

    @ModelAttribute("theme")
    @Nullable
    String theme(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals("theme"))
                .map(Cookie::getValue)
                .filter(THEMES::contains)
                .findFirst()
                .orElse(null);
    }

    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        return request.getRequestURI();
    }

    @ModelAttribute("operator")
    String operator() {
        return settings.operator();
    }
}
