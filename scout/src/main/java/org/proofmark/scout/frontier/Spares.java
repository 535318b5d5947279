package org.proofmark.scout.frontier;

import java.util.List;
import java.util.Optional;
import org.proofmark.scout.fetch.Validators;
import org.proofmark.scout.url.Url;

/** What need not be asked for, since the round has seen it elsewhere. Runs with its frontier's lock held. */
final class Spares {
    /**
     * An image that was seen, whatever it shows; a drawing is a document. A page that was read, and is as this errand knows it:
     * if it changed, it is read.
     */
    private static final String SEEN = """
            SELECT status, url, digest, scope FROM address a
            WHERE role = ? AND id <> ? AND round = ? AND open = 0 AND why IS NULL
                AND CASE role WHEN 'IMAGE' THEN EXISTS (SELECT 1 FROM picture p WHERE p.digest = a.digest)
                    WHEN 'PAGE' THEN digest = coalesce(?, digest) ELSE FALSE END
                AND\s""";

    private final Database database;
    private final Names names;

    Spares(Database database, Names names) {
        this.database = database;
        this.names = names;
    }

    private record Seen(Visit.Answer answer, String scope) {}

    /** What was seen in a round at another size of the same picture, or where a redirect from elsewhere led. */
    Optional<Visit.Spared> spared(Errand errand, int round) {
        Optional<Visit.Spared> otherSize = errand.role() == Role.IMAGE
                ? first(errand, round, "family = ?", names.family(errand.url(), errand.scope()))
                : Optional.empty();
        return otherSize.or(() -> ledTo(errand, errand.url(), round));
    }

    /** What was seen in a round at an address to which a redirect leads. */
    Optional<Visit.Spared> spared(Errand errand, Url target, int round) {
        return first(errand, round, "identity = ?", names.identity(target, errand.scope()))
                .or(() -> ledTo(errand, target, round));
    }

    private Optional<Visit.Spared> ledTo(Errand errand, Url url, int round) {
        return first(errand, round, "landed = ? AND landed <> url", url.toString());
    }

    private Optional<Visit.Spared> first(Errand errand, int round, String where, String value) {
        List<Seen> seen = database.list(
                SEEN + where,
                row -> new Seen(
                        new Visit.Answer(row.getInt(1), Url.of(row.getString(2)), Validators.NONE, row.getString(3), 0),
                        row.getString(4)),
                errand.role().name(),
                errand.id(),
                round,
                errand.digest().orElse(null),
                value);
        return seen.stream()
                .filter(one -> names.sameWeb(one.scope, errand.scope()))
                .findFirst()
                .map(one -> new Visit.Spared(one.answer));
    }
}
