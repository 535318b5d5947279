package org.proofmark.portal.matching.web;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.proofmark.portal.catalogue.licences.Permissions;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.By;
import org.proofmark.portal.matching.Match;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.Matches;
import org.proofmark.portal.matching.settle.Rules;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What matches were settled by: which licence, which rule, which earlier match, and where it is looked at. */
@Component
class Causes {
    private final Rules rules;
    private final Matches matches;
    private final MessageSource texts;

    Causes(Rules rules, Matches matches, MessageSource texts) {
        this.rules = rules;
        this.matches = matches;
        this.texts = texts;
    }

    /** Of those matches that were settled by something that can be named. */
    Map<MatchId, Shown.OfCause> of(
            SignedIn me, Collection<Match> rows, List<Permissions.Permission> licences, Locale language) {
        Map<UUID, String> ofRules = rules.find(me, refs(rows, By.RULE)).stream()
                .collect(Collectors.toMap(
                        rule -> rule.id().value(), rule -> rule.site().shown() + rule.path()));
        Map<UUID, String> ofLicences = licences.stream()
                .collect(Collectors.toMap(licence -> licence.licence().value(), Permissions.Permission::licensee));
        List<MatchId> judged = refs(rows, By.MEMORY).stream().map(MatchId::new).toList();
        Map<UUID, String> ofMatches = judged.isEmpty()
                ? Map.of()
                : matches.find(me, judged).stream()
                        .collect(Collectors.toMap(
                                match -> match.id().value(),
                                match -> texts.getMessage("cause.MEMORY", new Object[] {match.site()}, language)));
        Map<MatchId, Shown.OfCause> causes = new HashMap<>();
        for (Match match : rows) {
            match.decision()
                    .flatMap(made -> switch (made.by()) {
                        case PERSON -> Optional.empty();
                        case OWN_SITE -> Optional.of(new Shown.OfCause(made.ref(), match.site(), "/rules#own"));
                        case RULE -> cause(made, ofRules, "/rules/");
                        case LICENCE -> cause(made, ofLicences, "/licences/");
                        case MEMORY -> cause(made, ofMatches, "/matches/");
                    })
                    .ifPresent(cause -> causes.put(match.id(), cause));
        }
        return causes;
    }

    private static Optional<Shown.OfCause> cause(Match.Decision made, Map<UUID, String> names, String where) {
        return made.ref()
                .filter(names::containsKey)
                .map(ref -> new Shown.OfCause(made.ref(), names.getOrDefault(ref, ""), where + ref));
    }

    private static List<UUID> refs(Collection<Match> rows, By by) {
        return rows.stream()
                .flatMap(match -> match.decision().stream())
                .filter(made -> made.by() == by)
                .flatMap(made -> made.ref().stream())
                .distinct()
                .toList();
    }
}
