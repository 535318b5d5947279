package org.proofmark.portal.matching.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.proofmark.portal.catalogue.Collection;
import org.proofmark.portal.catalogue.Collections;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Reason;
import org.proofmark.portal.matching.Verdict;
import org.springframework.stereotype.Component;

/** What the forms for verdicts and rules are made of. */
@Component
class RuleForm {
    private final Collections collections;

    RuleForm(Collections collections) {
        this.collections = collections;
    }

    Map<String, Object> words(SignedIn me) {
        return words(collections(me));
    }

    List<Collection> collections(SignedIn me) {
        return collections.all(me);
    }

    /** The same of collections that were asked for already. */
    static Map<String, Object> words(List<Collection> mine) {
        Map<Verdict, List<Reason>> reasons = new LinkedHashMap<>();
        for (Verdict verdict : Verdict.values()) {
            if (!Reason.of(verdict).isEmpty()) {
                reasons.put(verdict, Reason.of(verdict));
            }
        }
        Function<List<List<Double>>, String> corners = region ->
                region.stream().map(point -> point.get(0) + "," + point.get(1)).collect(Collectors.joining(" "));
        return Map.of(
                "verdicts",
                Verdict.values(),
                "reasons",
                reasons,
                "allowing",
                Reason.of(Verdict.LICENSED),
                "letting",
                Reason.of(Verdict.NO_LICENCE),
                "collections",
                mine,
                "corners",
                corners);
    }
}
