package org.proofmark.portal.identity.web;

import java.util.Arrays;
import java.util.Locale;
import org.springframework.web.servlet.ModelAndView;

/** What was just done on the page of security, told after the redirect. */
enum Done {
    PASSWORD,
    TOTP_OFF,
    SESSION,
    SESSIONS;

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A word from an address, if it is one of ours; else "". */
    static String named(String word) {
        return Arrays.stream(values())
                .map(Done::word)
                .filter(word::equals)
                .findFirst()
                .orElse("");
    }

    ModelAndView redirect() {
        return new ModelAndView("redirect:/me/security?done=" + word());
    }
}
