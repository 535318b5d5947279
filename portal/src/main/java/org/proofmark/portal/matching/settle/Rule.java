package org.proofmark.portal.matching.settle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.licences.LicensedDomain;
import org.proofmark.portal.matching.Reason;
import org.proofmark.portal.matching.Verdict;
import org.proofmark.portal.platform.Refused;
import org.proofmark.scout.url.Url;

/**
 * Uses a creator allows, or lets be, without looking at each.
 *
 * @param site a domain, with all below it
 * @param path how the pages' paths begin, in whole parts; empty: all
 * @param collection only works in it or in one within it
 * @param work only this
 * @param from uses that began on this day or later
 * @param to as long as they are seen on this day at the latest
 * @param verdict {@code LICENSED} or {@code NO_LICENCE}: allowed, or not allowed but let be
 */
public record Rule(
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
        Optional<Instant> endedAt) {
    /** Characters of the path and the note. */
    public static final int LONGEST = 1_000;

    public Rule {
        path = path.strip().equals("/") ? "" : path.strip();
        note = note.strip();
        if (verdict != Verdict.LICENSED && verdict != Verdict.NO_LICENCE || reason.verdict() != verdict) {
            throw Refused.invalid("refused.rule.verdict");
        }
        if (collection.isPresent() && work.isPresent()) {
            throw Refused.invalid("refused.rule.scope");
        }
        if (path.length() > LONGEST || note.length() > LONGEST || path.indexOf(0) >= 0 || note.indexOf(0) >= 0) {
            throw Refused.invalid("refused.textLength", LONGEST);
        }
        if (!path.isEmpty() && !path.startsWith("/")) {
            throw Refused.invalid("refused.rule.path");
        }
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw Refused.invalid("refused.period");
        }
    }

    /** The registrable domain that matches are told by. */
    String matchSite() {
        return siteOf(site);
    }

    /** The registrable domain a domain belongs to. */
    static String siteOf(LicensedDomain domain) {
        return Url.parse("https://" + domain.name())
                .map(url -> url.site().name())
                .orElse(domain.name());
    }

    boolean names(Use.Page page) {
        boolean host = page.host().equals(site.name()) || page.host().endsWith("." + site.name());
        return host && isBelow(page.path());
    }

    /** By whole parts: {@code /press} names {@code /press}, {@code /press/2026} and {@code /press?id=3}, not {@code /pressure}. */
    private boolean isBelow(String page) {
        if (!page.startsWith(path) || page.length() == path.length() || path.isEmpty() || path.endsWith("/")) {
            return page.startsWith(path);
        }
        char next = page.charAt(path.length());
        return next == '/' || next == (path.contains("?") ? '&' : '?');
    }
}
