package org.proofmark.portal.matching.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.licences.LicensedDomain;
import org.proofmark.portal.matching.Reason;
import org.proofmark.portal.matching.Verdict;
import org.proofmark.portal.matching.settle.Rules;
import org.proofmark.portal.platform.Refused;

/**
 * A rule as the forms send it.
 *
 * @param what verdict and reason, {@code licensed:on_file}
 * @param scope {@code all}, {@code work} or {@code collection}
 */
record WantedRule(
        String site,
        @Nullable String what,
        @Nullable String scope,
        @Nullable String collection,
        @Nullable UUID work,
        @Nullable String from,
        @Nullable String to,
        @Nullable String path,
        @Nullable String note) {
    /** The same, with some verdict where none is chosen yet: what it would settle is the same with each. */
    Rules.Wanted orAny() {
        boolean chosen = what != null && !what.isEmpty();
        return chosen
                ? read()
                : new WantedRule(site, "licensed:on_file", scope, collection, work, from, to, path, note).read();
    }

    Rules.Wanted read() {
        String[] parts = Optional.ofNullable(what).orElse("").split(":", 2);
        if (parts.length < 2) {
            throw Refused.invalid("refused.reason");
        }
        return new Rules.Wanted(
                LicensedDomain.parse(site == null ? "" : site),
                path == null ? "" : path,
                "collection".equals(scope) ? said(collection).map(WantedRule::collection) : Optional.empty(),
                "work".equals(scope) ? Optional.ofNullable(work).map(WorkId::new) : Optional.empty(),
                said(from).map(WantedRule::day),
                said(to).map(WantedRule::day),
                Verdict.parse(parts[0]),
                Reason.parse(parts[1]),
                note == null ? "" : note);
    }

    private static Optional<String> said(@Nullable String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank());
    }

    private static CollectionId collection(String text) {
        try {
            return CollectionId.of(text);
        } catch (IllegalArgumentException odd) {
            throw Refused.invalid("refused.value", "collection");
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException odd) {
            throw Refused.invalid("refused.value", "date");
        }
    }
}
