package org.proofmark.portal.matching;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.discovery.SiteFacts;
import org.proofmark.portal.platform.Money;

/** Sums over what is asked for. Each counts under the same conditions as the rows it stands for. */
public final class Tally {
    private Tally() {}

    /** How many there are of each state, under everything asked but the state. */
    @Schema(name = "MatchCounts")
    public record Counts(long open, long noLicence, long unsure, long licensed, long notMine, long sameScene) {
        public long all() {
            return open + noLicence + unsure + licensed + notMine;
        }

        /** How many of a state. */
        public long of(Asked.State state) {
            return switch (state) {
                case OPEN -> open;
                case NO_LICENCE -> noLicence;
                case UNSURE -> unsure;
                case LICENSED -> licensed;
                case NOT_MINE -> notMine;
                case SAME_SCENE -> sameScene;
                case ALL -> all();
            };
        }
    }

    /** A copy in the strip of a row. */
    public record Frame(MatchId id, int width, int height, Tier tier, Optional<Verdict> verdict) {}

    /**
     * The matches of one site.
     *
     * @param works how many of the holder's works they show
     * @param worth of all of them
     * @param strip the first of them
     */
    public record OfSite(
            String site,
            SiteFacts.Kind kind,
            Optional<String> country,
            long matches,
            long works,
            Money worth,
            Instant newest,
            List<Frame> strip) {
        public OfSite {
            strip = List.copyOf(strip);
        }
    }

    /**
     * Sites of one kind, or of all.
     *
     * @param sites how many there are
     * @param next the place after those shown
     */
    public record Section(SiteFacts.Kind kind, long sites, List<OfSite> rows, Optional<Asked.Place> next) {
        public Section {
            rows = List.copyOf(rows);
        }
    }

    /**
     * The matches of one work.
     *
     * @param sites on how many sites
     */
    public record OfWork(WorkId work, long matches, long sites, Money worth, Instant newest, List<Frame> strip) {
        public OfWork {
            strip = List.copyOf(strip);
        }
    }

    /**
     * Works.
     *
     * @param works how many there are
     * @param next the place after those shown
     */
    public record Works(long works, List<OfWork> rows, Optional<Asked.Place> next) {
        public Works {
            rows = List.copyOf(rows);
        }
    }

    /** What could be asked for besides, and how many there would be. */
    public record Choices(
            Map<Tier, Long> tiers,
            Map<SiteFacts.Kind, Long> kinds,
            Map<String, Long> countries,
            Map<String, Long> languages,
            Map<By, Long> by) {}
}
