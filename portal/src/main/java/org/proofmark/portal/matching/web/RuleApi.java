package org.proofmark.portal.matching.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.licences.LicensedDomain;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Preferences;
import org.proofmark.portal.matching.Reason;
import org.proofmark.portal.matching.Verdict;
import org.proofmark.portal.matching.settle.OwnSites;
import org.proofmark.portal.matching.settle.Rule;
import org.proofmark.portal.matching.settle.RuleId;
import org.proofmark.portal.matching.settle.Rules;
import org.proofmark.portal.platform.Money;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Rules and own sites, for programs. An {@code Idempotency-Key} that is a UUID becomes the rule's id, so that a creation tried
 * again is the same rule.
 */
@RestController
@RequestMapping("/api/v1")
@Allow(Role.CREATOR)
class RuleApi {
    private final Rules rules;
    private final OwnSites ownSites;
    private final Preferences preferences;

    RuleApi(Rules rules, OwnSites ownSites, Preferences preferences) {
        this.rules = rules;
        this.ownSites = ownSites;
        this.preferences = preferences;
    }

    /** A rule as it is sent; what is left out is not said. */
    @Schema(name = "SentRule")
    record Sent(
            String site,
            @Nullable String path,
            @Nullable UUID collection,
            @Nullable UUID work,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            String verdict,
            String reason,
            @Nullable String note) {
        Rules.Wanted wanted() {
            return new Rules.Wanted(
                    LicensedDomain.parse(site),
                    path == null ? "" : path,
                    Optional.ofNullable(collection).map(CollectionId::new),
                    Optional.ofNullable(work).map(WorkId::new),
                    Optional.ofNullable(from),
                    Optional.ofNullable(to),
                    Verdict.parse(verdict),
                    Reason.parse(reason),
                    note == null ? "" : note);
        }
    }

    /** A rule as it is shown, with how many matches it settles now. */
    @Schema(name = "Rule")
    record ShownRule(
            RuleId id,
            LicensedDomain site,
            String path,
            Optional<CollectionId> collection,
            Optional<WorkId> work,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Verdict verdict,
            Reason reason,
            String note,
            Instant madeAt,
            Optional<Instant> endedAt,
            long settles) {
        static ShownRule of(Rules.Standing standing) {
            Rule rule = standing.rule();
            return new ShownRule(
                    rule.id(),
                    rule.site(),
                    rule.path(),
                    rule.collection(),
                    rule.work(),
                    rule.from(),
                    rule.to(),
                    rule.verdict(),
                    rule.reason(),
                    rule.note(),
                    rule.madeAt(),
                    rule.endedAt(),
                    standing.settles());
        }
    }

    /** All rules, the last made first. */
    @Schema(name = "Rules")
    record Listed(List<ShownRule> rules) {}

    /** @param ended whether those that ended are listed too */
    @GetMapping("/rules")
    @Operation(summary = "Rules, the last made first")
    Listed list(@AuthenticationPrincipal SignedIn me, @RequestParam(defaultValue = "false") boolean ended) {
        return new Listed(rules.all(me, ended).stream().map(ShownRule::of).toList());
    }

    @GetMapping("/rules/{id}")
    @Operation(summary = "One rule, and how many matches it settles")
    ShownRule find(@AuthenticationPrincipal SignedIn me, @PathVariable RuleId id) {
        return ShownRule.of(rules.find(me, id));
    }

    /** What a rule would do, without making it. */
    @PostMapping("/rules/try")
    @Operation(summary = "What a rule would do, without making it")
    Rules.Effect tryOut(@AuthenticationPrincipal SignedIn me, @RequestBody Sent sent) {
        return rules.tryOut(me, sent.wanted());
    }

    @PostMapping("/rules")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a rule; with an Idempotency-Key, which becomes its id, the same again is the same rule")
    ResponseEntity<ShownRule> make(
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key,
            @RequestBody Sent sent) {
        RuleId id = new RuleId(key == null ? UUID.randomUUID() : key);
        ShownRule made = ShownRule.of(rules.make(me, id, sent.wanted()));
        return ResponseEntity.created(URI.create("/api/v1/rules/" + id)).body(made);
    }

    /** Ends a rule, and takes back what only it settled. */
    @DeleteMapping("/rules/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End a rule and take back what only it settled")
    ResponseEntity<Void> end(@AuthenticationPrincipal SignedIn me, @PathVariable RuleId id) {
        rules.end(me, id);
        return ResponseEntity.noContent().build();
    }

    /** The sites on which a holder's photos are at home. */
    @Schema(name = "OwnSites")
    record Homes(List<OwnSites.OwnSite> sites) {}

    @GetMapping("/own-sites")
    @Operation(summary = "The sites on which photos are at home")
    Homes ownSites(@AuthenticationPrincipal SignedIn me) {
        return new Homes(ownSites.all(me));
    }

    @PutMapping("/own-sites/{domain}")
    @Operation(summary = "Add a site")
    Homes add(@AuthenticationPrincipal SignedIn me, @PathVariable String domain) {
        ownSites.add(me, LicensedDomain.parse(domain));
        return ownSites(me);
    }

    @DeleteMapping("/own-sites/{domain}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a site away and back what only it settled")
    ResponseEntity<Void> remove(@AuthenticationPrincipal SignedIn me, @PathVariable String domain) {
        ownSites.remove(me, LicensedDomain.parse(domain));
        return ResponseEntity.noContent().build();
    }

    /**
     * What a holder is asked about, and what a use is reckoned from.
     *
     * @param sameScene whether other photos of the same scene are asked about too
     * @param priceMinor in the smallest unit of the currency; while the register holds no prices
     */
    @Schema(name = "MatchPreferences")
    record Asking(boolean sameScene, long priceMinor, String currency) {
        static Asking of(Preferences.Preference said) {
            return new Asking(
                    said.sameScene(),
                    said.price().minorUnits(),
                    said.price().currency().getCurrencyCode());
        }
    }

    @GetMapping("/match-preferences")
    @Operation(summary = "What is asked about, and what a use is reckoned from")
    Asking preferences(@AuthenticationPrincipal SignedIn me) {
        return Asking.of(preferences.of(me.holder()));
    }

    @PutMapping("/match-preferences")
    @Operation(summary = "Say what is asked about; undecided matches follow at once")
    Asking prefer(@AuthenticationPrincipal SignedIn me, @RequestBody Asking asking) {
        preferences.say(
                me.holder(),
                new Preferences.Preference(
                        asking.sameScene(), new Money(Money.currency(asking.currency()), asking.priceMinor())));
        return preferences(me);
    }
}
