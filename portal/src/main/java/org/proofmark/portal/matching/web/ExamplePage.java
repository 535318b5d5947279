package org.proofmark.portal.matching.web;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Telling;
import org.proofmark.portal.matching.Verdict;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * What a match looks like, before there is one: a sample photo and a part of it, as the review page shows them. What is said of it
 * is not kept.
 */
@Controller
@Allow(Role.CREATOR)
class ExamplePage {
    /** As {@code proofmark compare} answers for the two: the copy is the part of the photo from 116, 78 on. */
    private static final String H = "1 0 116 0 1 78 0 0 1";

    private static final String REGION = "116,78 541,78 541,295 116,295";
    private static final double SHARE = 0.4007;
    private static final int POINTS = 63;

    private final RuleForm form;
    private final Telling telling;

    ExamplePage(RuleForm form, Telling telling) {
        this.form = form;
        this.telling = telling;
    }

    @GetMapping("/inbox/example")
    ModelAndView example(
            @AuthenticationPrincipal SignedIn me, @RequestParam(defaultValue = "") String verdict, Locale language) {
        Map<String, Object> model = new HashMap<>(form.words(me));
        Optional<Verdict> said =
                Optional.of(verdict).filter(word -> !word.isEmpty()).map(Verdict::parse);
        model.put("said", said.map(Verdict::word).orElse(""));
        model.put("h", H);
        model.put("region", REGION);
        model.put("share", telling.percent(SHARE, language));
        model.put("points", POINTS);
        return new ModelAndView("example", model);
    }
}
