package org.proofmark.portal.matching.compare;

import java.util.List;
import java.util.Optional;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.index.SegmentedIndex;
import org.proofmark.engine.match.Encounters;
import org.proofmark.engine.match.Match;
import org.proofmark.engine.worker.Examined;
import org.proofmark.portal.platform.Sha256;
import org.springframework.stereotype.Component;

/** Which of all images met show a picture that is no work: one that somebody asks about. */
@Component
public class Likenesses {
    private static final String ASKED = "asked";

    private final SegmentedIndex index;
    private final Encounters encounters;

    Likenesses(EncounterIndex met) {
        this.index = met.index();
        this.encounters = new Encounters(index);
    }

    /**
     * An image met.
     *
     * @param match how it lies on the picture asked about, which stands for the work
     * @param seen what is known of the image
     */
    public record Likeness(Sha256 digest, Match match, Optional<Fingerprint> seen) {}

    /**
     * The images that show a picture, surest first.
     *
     * @param query the picture as an image met is looked at
     * @param reference the picture as a work is looked at
     */
    public List<Likeness> of(Examined query, Fingerprint reference) {
        return encounters.showing(ASKED, query, reference, index.size()).stream()
                .map(found ->
                        new Likeness(Sha256.parse(found.image()), found.match(), index.fingerprint(found.image())))
                .toList();
    }

    /** How many images were met. */
    public int met() {
        return index.size();
    }
}
