package org.proofmark.portal.matching;

import java.util.List;
import org.proofmark.engine.match.Match;
import org.proofmark.engine.match.Polygon;
import org.proofmark.engine.match.Transform;
import org.proofmark.engine.match.Verdict;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the engine found when it laid an image on a work.
 *
 * @param verdict what it makes of it
 * @param copyShare of the image that shows the work, 0 to 1
 * @param share of the work that the image shows, 0 to 1
 * @param transform from pixels of the image to pixels of the work, nine numbers, row by row
 * @param copyRegion corners in pixels of the image
 * @param region corners in pixels of the work
 * @param greyed whether the image has lost the work's colours, as far as is known
 * @param recoloured whether it has others, as far as is known
 */
public record Finding(
        Verdict verdict,
        double score,
        int inliers,
        double agreement,
        double copyShare,
        double share,
        boolean mirrored,
        boolean inverted,
        List<Double> transform,
        List<List<Double>> copyRegion,
        List<List<Double>> region,
        boolean greyed,
        boolean recoloured) {
    private static final double WHOLE = 0.9;

    /** What was kept before something more was told lacks it. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    public Finding {
        transform = List.copyOf(transform);
        copyRegion = List.copyOf(copyRegion);
        region = List.copyOf(region);
        if (transform.size() != 9) {
            throw new IllegalArgumentException("a transform of " + transform.size() + " numbers");
        }
    }

    public static Finding of(Match match) {
        return new Finding(
                match.verdict(),
                match.score(),
                match.inliers(),
                match.agreement(),
                match.queryOverlap(),
                match.referenceOverlap(),
                match.mirrored(),
                match.inverted(),
                numbers(match.transform()),
                corners(match.queryRegion()),
                corners(match.referenceRegion()),
                false,
                false);
    }

    /** The same of an image that is known to be grey. */
    public Finding grey() {
        return coloured(true, false);
    }

    /** The same of an image that is known to have other colours. */
    public Finding recolour() {
        return coloured(false, true);
    }

    private Finding coloured(boolean grey, boolean other) {
        return new Finding(
                verdict,
                score,
                inliers,
                agreement,
                copyShare,
                share,
                mirrored,
                inverted,
                transform,
                copyRegion,
                region,
                grey,
                other);
    }

    /** Whether the image shows the work and next to nothing else. */
    public boolean whole() {
        return share > WHOLE && copyShare > WHOLE;
    }

    /** As it is kept. */
    public String json() {
        return JSON.writeValueAsString(this);
    }

    public static Finding parse(String json) {
        return JSON.readValue(json, Finding.class);
    }

    private static List<Double> numbers(Transform t) {
        return List.of(t.a(), t.b(), t.c(), t.d(), t.e(), t.f(), t.g(), t.h(), t.i());
    }

    private static List<List<Double>> corners(Polygon polygon) {
        return polygon.points().stream()
                .map(point -> List.of(tenth(point.x()), tenth(point.y())))
                .toList();
    }

    private static double tenth(double pixels) {
        return Math.round(pixels * 10) / 10.0;
    }

    /** From pixels of the image to pixels of the work. */
    public Transform map() {
        return new Transform(
                transform.get(0),
                transform.get(1),
                transform.get(2),
                transform.get(3),
                transform.get(4),
                transform.get(5),
                transform.get(6),
                transform.get(7),
                transform.get(8));
    }

    /** How sure that is, for people. */
    public Tier tier(boolean sameSceneToo) {
        return switch (verdict) {
            case COPY -> score >= 6 ? Tier.CERTAIN : Tier.LIKELY;
            case ASK -> Tier.CLOSELY;
            case SAME_SCENE -> sameSceneToo ? Tier.CLOSELY : Tier.SAME_SCENE;
        };
    }
}
