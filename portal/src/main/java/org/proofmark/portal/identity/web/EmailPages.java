package org.proofmark.portal.identity.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.NewAddresses;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where the link to a new e-mail address leads. Opening it changes nothing: mail programs open links as well. */
@Controller
@Allow(anyone = true)
class EmailPages {
    private final NewAddresses addresses;
    private final Refusals refusals;

    EmailPages(NewAddresses addresses, Refusals refusals) {
        this.addresses = addresses;
        this.refusals = refusals;
    }

    @GetMapping("/email/{secret}")
    ModelAndView asked(@PathVariable String secret) {
        return addresses.asked(secret).map(email -> page(secret, email)).orElseGet(() -> {
            ModelAndView spent = new ModelAndView("link-spent");
            spent.setStatus(HttpStatus.NOT_FOUND);
            return spent;
        });
    }

    @PostMapping("/email/{secret}")
    ModelAndView confirm(@PathVariable String secret, HttpServletResponse response, Locale locale) {
        String email = addresses.asked(secret).orElse("");
        try {
            addresses.confirm(secret);
            return page(null, email);
        } catch (Refused refused) {
            return refusals.again(page(secret, email), refused, response, locale);
        }
    }

    /** With the button, or where there is no secret with what was done. */
    private static ModelAndView page(@Nullable String secret, String email) {
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("secret", secret);
        model.put("email", email);
        model.put("errors", List.of());
        return new ModelAndView("email", model);
    }
}
