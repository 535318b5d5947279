package org.proofmark.portal.identity.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Settings;
import org.springframework.security.core.Authentication;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame of every page knows. */
@ControllerAdvice
class PageFrame {
    private static final Set<String> THEMES = Set.of("light", "dark");

    private final Settings settings;
    private final People people;

    PageFrame(Settings settings, People people) {
        this.settings = settings;
        this.people = people;
    }

    /** Writes a moment as its reader wants it, who is asked for by the first moment of a page. */
    @ModelAttribute("at")
    Function<Instant, String> at(@Nullable Authentication authentication, Locale locale) {
        Supplier<Function<Instant, String>> reader = SingletonSupplier.of(() -> Optional.ofNullable(me(authentication))
                .flatMap(one -> people.byId(one.person()))
                .map(person -> Moments.in(person, locale))
                .orElseGet(() -> Instant::toString));
        return moment -> reader.get().apply(moment);
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
