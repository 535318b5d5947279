package org.proofmark.portal.matching.compare;

import java.util.List;
import java.util.Optional;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.match.Correspondence;
import org.proofmark.portal.catalogue.WorkFinder;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Finding;
import org.proofmark.portal.matching.Match;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.Matches;
import org.springframework.stereotype.Component;

/** Which points of a copy and of the work agree, found anew when somebody asks. */
@Component
public class Explanations {
    private final Matches matches;
    private final EncounterIndex encounters;
    private final WorkFinder works;

    Explanations(Matches matches, EncounterIndex encounters, WorkFinder works) {
        this.matches = matches;
        this.encounters = encounters;
        this.works = works;
    }

    /** The points; none where the fingerprint of one of the two is not there. */
    public List<Correspondence> points(SignedIn by, MatchId id) {
        Match match = matches.find(by, id);
        Optional<Fingerprint> copy = encounters.fingerprint(match.copy().digest());
        Optional<Fingerprint> work = works.fingerprint(by.holder(), match.work());
        Optional<Finding> found =
                Optional.ofNullable(matches.findings(by, List.of(id)).get(id));
        return copy.isEmpty() || work.isEmpty() || found.isEmpty()
                ? List.of()
                : Correspondence.of(
                        copy.get(),
                        work.get(),
                        found.get().map(),
                        found.get().mirrored(),
                        found.get().inverted());
    }
}
