package org.proofmark.portal.matching.settle;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.proofmark.engine.fingerprint.GlobalCode;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.licences.Permissions;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.matching.By;
import org.proofmark.portal.matching.Match;
import org.proofmark.portal.matching.Reason;
import org.proofmark.portal.matching.Verdict;
import org.proofmark.portal.platform.Sha256;

/**
 * All that may settle a holder's matches, in the order in which one outweighs the next: a licence on file, an own site, a rule,
 * what was judged before. A licence that names no domain settles nothing: it would clear the whole web.
 *
 * @param collections the works of those that rules name
 * @param memories images judged not to show a work, by the work
 * @param judged matches a person decided, by work and site
 */
record Grounds(
        HolderId holder,
        List<Permissions.Permission> permissions,
        Set<String> ownSites,
        List<Rule> rules,
        Map<CollectionId, Set<WorkId>> collections,
        Map<WorkId, List<Memory>> memories,
        Map<String, List<Match>> judged) {
    /** An image is larger than another if it has so many times its pixels. */
    private static final double LARGER = 1.5;

    /** An image that a person judged not to show a work. */
    record Memory(WorkId work, Sha256 digest, GlobalCode code) {
        UUID ref() {
            return named("memory " + work + " " + digest);
        }
    }

    static UUID ownSite(HolderId holder, String site) {
        return named("site " + holder + " " + site);
    }

    private static UUID named(String what) {
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
    }

    static String key(WorkId work, String site) {
        return work + " " + site;
    }

    /** What settles a use, if anything does. */
    Optional<Cause> cause(Use use) {
        return Stream.of(licences(use), ownSites(use), rules(use), notMine(use), sameBefore(use))
                .flatMap(causes -> causes)
                .filter(cause -> !use.spared().contains(cause.ref()))
                .findFirst();
    }

    private Stream<Cause> licences(Use use) {
        return permissions.stream()
                .filter(licence -> licence.covers(use.match().work()))
                .filter(licence -> !licence.domains().isEmpty() && onAllPages(use, page -> licence.names(page.host())))
                .filter(licence -> licence.ran(use.first(), use.last()))
                .map(licence -> new Cause(
                        By.LICENCE, licence.licence().value(), Verdict.LICENSED, Optional.of(Reason.ON_FILE)));
    }

    private static boolean onAllPages(Use use, Predicate<Use.Page> holds) {
        return !use.pages().isEmpty() && use.pages().stream().allMatch(holds);
    }

    private Stream<Cause> ownSites(Use use) {
        String site = use.match().site();
        return ownSites.contains(site)
                ? Stream.of(
                        new Cause(By.OWN_SITE, ownSite(holder, site), Verdict.LICENSED, Optional.of(Reason.OWN_SITE)))
                : Stream.empty();
    }

    private Stream<Cause> rules(Use use) {
        WorkId work = use.match().work();
        return rules.stream()
                .filter(rule -> rule.work().filter(only -> !only.equals(work)).isEmpty())
                .filter(rule -> rule.collection()
                        .map(only -> collections.getOrDefault(only, Set.of()).contains(work))
                        .orElse(true))
                .filter(rule -> onAllPages(use, rule::names))
                .filter(rule -> rule.from().filter(use.first()::isBefore).isEmpty()
                        && rule.to().filter(use.last()::isAfter).isEmpty())
                .map(rule -> new Cause(By.RULE, rule.id().value(), rule.verdict(), Optional.of(rule.reason())));
    }

    /** The very image, or one that looks the same, was said not to show this work. */
    private Stream<Cause> notMine(Use use) {
        return memories.getOrDefault(use.match().work(), List.of()).stream()
                .filter(memory ->
                        memory.digest().equals(use.match().copy().digest()) || Use.alike(memory.code(), use.code()))
                .map(memory -> new Cause(By.MEMORY, memory.ref(), Verdict.NOT_MINE, Optional.empty()));
    }

    /** The same photo on the same site, judged; the latest said first. */
    private Stream<Match> judgedHere(Use use) {
        return judged.getOrDefault(key(use.match().work(), use.match().site()), List.of()).stream()
                .filter(before -> !before.id().equals(use.match().id()))
                .filter(before ->
                        before.verdict().filter(Verdict.NOT_MINE::equals).isEmpty())
                .filter(before -> cameAfter(use.match(), before) || follows(use.match(), before))
                .sorted(Comparator.comparing((Match before) ->
                                before.decision().orElseThrow().at())
                        .reversed()
                        .thenComparing(before -> before.id().value()));
    }

    /** What was there when another was judged was passed over on purpose. */
    private static boolean cameAfter(Match match, Match before) {
        return before.decision()
                .filter(made -> made.at().isBefore(match.foundAt()))
                .isPresent();
    }

    private static boolean follows(Match match, Match before) {
        return match.decision()
                .filter(made -> made.by() == By.MEMORY
                        && made.ref().equals(Optional.of(before.id().value())))
                .isPresent();
    }

    /** The same photo on the same site was judged, and this image is no larger: pages make ever new files of one photo. */
    private Stream<Cause> sameBefore(Use use) {
        return larger(use)
                ? Stream.empty()
                : judgedHere(use)
                        .map(before -> new Cause(
                                By.MEMORY,
                                before.id().value(),
                                before.verdict().orElseThrow(),
                                before.decision().flatMap(Match.Decision::reason)));
    }

    /** Whether the same photo on the same site was judged, but only smaller. */
    boolean larger(Use use) {
        List<Match> before = judgedHere(use).toList();
        long largest =
                before.stream().mapToLong(match -> match.copy().pixels()).max().orElse(0);
        return !before.isEmpty() && use.match().copy().pixels() > LARGER * largest;
    }
}
