package org.proofmark.engine.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.index.Candidate;

/**
 * Finds the transform most hits of a candidate agree on. Every hit alone gives a similarity, from the two features'
 * positions, scales and directions; the one with most support among the other hits is refined to an affine map by least
 * squares over its inliers, three times with a narrower gate.
 */
final class Aligner {
    private static final int MOST_SEEDS = 200;
    private static final int SCALE_GATE = 5;
    private static final int ANGLE_GATE = 10;
    private static final double NEAR = 0.012;
    private static final double SLACK = 0.10;
    private static final double FARTHEST = 0.07;
    private static final double[] GATES = {0.03, 0.018, 0.012};
    private static final int FEWEST_FOR_PERSPECTIVE = 8;
    private static final double[] PERSPECTIVE_GATES = {0.05, 0.035, 0.02, 0.015};
    private static final int FEWEST_FURTHER = 3;
    private static final double CELLS = 48;
    private static final double MOST_STRETCH = 3;

    private final float[] qx;
    private final float[] qy;
    private final float[] rx;
    private final float[] ry;
    private final int[] scale;
    private final int[] turn;
    private final float[] weight;
    private final int[] feature;
    private final int[] inlier;
    private final boolean[] spent;
    private final int n;

    private Aligner(Features query, Candidate candidate, Variant variant, double queryWidth) {
        n = candidate.hits();
        qx = new float[n];
        qy = new float[n];
        rx = new float[n];
        ry = new float[n];
        scale = new int[n];
        turn = new int[n];
        inlier = new int[n];
        spent = new boolean[n];
        weight = candidate.weight();
        feature = candidate.queryFeature();
        for (int k = 0; k < n; k++) {
            int q = query.geometry()[feature[k]];
            int r = candidate.geometry()[k];
            qx[k] = variant.mirrored() ? (float) queryWidth - Features.x(q) : Features.x(q);
            qy[k] = Features.y(q);
            rx[k] = Features.x(r);
            ry[k] = Features.y(r);
            scale[k] = Features.scaleStep(r) - Features.scaleStep(q);
            turn[k] = Features.angleStep(r) - variant.angle(Features.angleStep(q));
        }
    }

    /**
     * Aligns a query with a candidate.
     *
     * @param variant whose words the candidate was found by
     * @param queryWidth the query's width as a share of its long side
     * @param most how many alignments to look for at the most: a repeated pattern can outvote the true one
     * @return the alignments, the one with the most support first; further ones only with three inliers of their own
     */
    static List<Alignment> align(Features query, Candidate candidate, Variant variant, double queryWidth, int most) {
        Aligner aligner = new Aligner(query, candidate, variant, queryWidth);
        List<Alignment> found = new ArrayList<>();
        while (found.size() < most) {
            Optional<Alignment> next = aligner.best();
            if (next.isEmpty() || !found.isEmpty() && next.get().inliers() < FEWEST_FURTHER) {
                break;
            }
            found.add(next.get());
        }
        return found;
    }

    private Optional<Alignment> best() {
        int seed = bestSeed();
        if (seed < 0) {
            return Optional.empty();
        }
        Transform similarity = similarity(seed);
        int inliers = gather(similarity, seed);
        Transform transform = similarity;
        for (double gate : GATES) {
            Transform fitted = inliers >= 4 ? affine(inliers, transform) : transform;
            if (!plausible(fitted)) {
                fitted = transform;
            }
            inliers = gather(fitted, gate);
            transform = fitted;
        }
        if (inliers >= FEWEST_FOR_PERSPECTIVE) {
            transform = perspective(transform, inliers);
            inliers = gather(transform, GATES[GATES.length - 1]);
        }
        return inliers < 1 ? Optional.empty() : Optional.of(count(transform, inliers));
    }

    /** The strongest hits are tried as seeds; with few hits, all of them. */
    private int bestSeed() {
        int[] seeds = new int[n];
        for (int k = 0; k < n; k++) {
            seeds[k] = k;
        }
        if (n > MOST_SEEDS) {
            long[] order = new long[n];
            for (int k = 0; k < n; k++) {
                order[k] = (long) Float.floatToRawIntBits(weight[k]) << 32 | k;
            }
            Arrays.sort(order);
            seeds = new int[MOST_SEEDS];
            for (int s = 0; s < MOST_SEEDS; s++) {
                seeds[s] = (int) order[n - 1 - s];
            }
        }
        double most = 0;
        int best = -1;
        for (int seed : seeds) {
            if (spent[seed]) {
                continue;
            }
            double support = support(seed);
            if (support > most) {
                most = support;
                best = seed;
            }
        }
        return best;
    }

    private double support(int seed) {
        double factor = Math.pow(2, scale[seed] / (double) Features.SCALES_PER_OCTAVE);
        double radians = turn[seed] * 2 * Math.PI / Features.ANGLES;
        float cos = (float) (Math.cos(radians) * factor);
        float sin = (float) (Math.sin(radians) * factor);
        double sum = 0;
        int last = -1;
        for (int k = 0; k < n; k++) {
            if (!spent[k] && feature[k] != last && agrees(seed, k, cos, sin)) {
                sum += weight[k];
                last = feature[k];
            }
        }
        return sum;
    }

    private boolean agrees(int seed, int k, float cos, float sin) {
        if (Math.abs(scale[k] - scale[seed]) > SCALE_GATE) {
            return false;
        }
        int turned = turn[k] - turn[seed] & Features.ANGLES - 1;
        if (Math.min(turned, Features.ANGLES - turned) > ANGLE_GATE) {
            return false;
        }
        float dx = qx[k] - qx[seed];
        float dy = qy[k] - qy[seed];
        float ex = cos * dx - sin * dy - (rx[k] - rx[seed]);
        float ey = sin * dx + cos * dy - (ry[k] - ry[seed]);
        float ax = rx[k] - rx[seed];
        float ay = ry[k] - ry[seed];
        double gate = Math.min(FARTHEST, NEAR + SLACK * Math.sqrt(ax * ax + ay * ay));
        return ex * ex + ey * ey <= gate * gate;
    }

    private Transform similarity(int seed) {
        double factor = Math.pow(2, scale[seed] / (double) Features.SCALES_PER_OCTAVE);
        double radians = turn[seed] * 2 * Math.PI / Features.ANGLES;
        double cos = Math.cos(radians) * factor;
        double sin = Math.sin(radians) * factor;
        return Transform.affine(
                cos,
                -sin,
                rx[seed] - cos * qx[seed] + sin * qy[seed],
                sin,
                cos,
                ry[seed] - sin * qx[seed] - cos * qy[seed]);
    }

    /** Inliers of a seed's own similarity. */
    private int gather(Transform similarity, int seed) {
        int found = 0;
        for (int k = 0; k < n; k++) {
            if (!spent[k] && agrees(seed, k, (float) similarity.a(), (float) similarity.d())) {
                inlier[found++] = k;
            }
        }
        return found;
    }

    private int gather(Transform transform, double gate) {
        double factor = Math.sqrt(Math.abs(transform.areaFactor(0, 0)));
        double steps = Math.log(factor) / Math.log(2) * Features.SCALES_PER_OCTAVE;
        double turned = Math.atan2(transform.d() - transform.b(), transform.a() + transform.e())
                * Features.ANGLES
                / (2 * Math.PI);
        int found = 0;
        for (int k = 0; k < n; k++) {
            double away = Math.abs(turn[k] - turned) % Features.ANGLES;
            double ex = transform.x(qx[k], qy[k]) - rx[k];
            double ey = transform.y(qx[k], qy[k]) - ry[k];
            if (!spent[k]
                    && ex * ex + ey * ey <= gate * gate
                    && Math.abs(scale[k] - steps) <= SCALE_GATE
                    && Math.min(away, Features.ANGLES - away) <= ANGLE_GATE) {
                inlier[found++] = k;
            }
        }
        return found;
    }

    /** The affine map closest to the inliers, pulled a little towards the map before where they leave it open. */
    private Transform affine(int inliers, Transform before) {
        double mx = 0;
        double my = 0;
        double sum = 0;
        for (int s = 0; s < inliers; s++) {
            double w = weight[inlier[s]];
            mx += w * qx[inlier[s]];
            my += w * qy[inlier[s]];
            sum += w;
        }
        mx /= sum;
        my /= sum;
        double[][] normal = new double[3][5];
        for (int s = 0; s < inliers; s++) {
            int k = inlier[s];
            double w = weight[k] / sum;
            double[] row = {qx[k] - mx, qy[k] - my, 1, rx[k], ry[k]};
            addTo(normal, row, w);
        }
        double pull = 2e-4;
        double cx = before.x(mx, my);
        double cy = before.y(mx, my);
        addTo(normal, new double[] {1, 0, 0, before.a(), before.d()}, pull);
        addTo(normal, new double[] {0, 1, 0, before.b(), before.e()}, pull);
        addTo(normal, new double[] {0, 0, 1, cx, cy}, 1e-6);
        solve(normal);
        double a = normal[0][3];
        double b = normal[1][3];
        double d = normal[0][4];
        double e = normal[1][4];
        return Transform.affine(a, b, normal[2][3] - a * mx - b * my, d, e, normal[2][4] - d * mx - e * my);
    }

    /** Lets the map take perspective in, where that gathers clearly more inliers. */
    private Transform perspective(Transform affine, int affineInliers) {
        Transform best = affine;
        int most = affineInliers + affineInliers / 8;
        Transform current = affine;
        for (double gate : PERSPECTIVE_GATES) {
            int gathered = gather(current, gate);
            current = Homography.fit(qx, qy, rx, ry, weight, inlier, gathered, current);
            int kept = gather(current, GATES[GATES.length - 1]);
            if (kept > most && plausible(current)) {
                most = kept;
                best = current;
            }
        }
        return best;
    }

    private static void addTo(double[][] normal, double[] row, double weight) {
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 5; j++) {
                normal[i][j] += weight * row[i] * row[j];
            }
        }
    }

    /** Gauss and Jordan on a symmetric positive definite 3 × 3 with two right-hand sides. */
    private static void solve(double[][] m) {
        for (int i = 0; i < 3; i++) {
            double pivot = m[i][i];
            for (int j = 0; j < 5; j++) {
                m[i][j] /= pivot;
            }
            for (int r = 0; r < 3; r++) {
                if (r != i) {
                    double times = m[r][i];
                    for (int j = 0; j < 5; j++) {
                        m[r][j] -= times * m[i][j];
                    }
                }
            }
        }
    }

    private static boolean plausible(Transform t) {
        double det = t.a() * t.e() - t.b() * t.d();
        double squares = t.a() * t.a() + t.b() * t.b() + t.d() * t.d() + t.e() * t.e();
        // For singular values s ≥ t: squares = s² + t², det = s·t, so squares / det = s/t + t/s.
        return det > 1e-6 && squares / det <= MOST_STRETCH + 1 / MOST_STRETCH;
    }

    /** Counts the inliers, and takes them out of the search for further alignments. */
    private Alignment count(Transform transform, int inliers) {
        int[] perFeature = new int[Arrays.stream(feature).max().orElse(0) + 1];
        for (int k : feature) {
            perFeature[k]++;
        }
        Set<Integer> features = new HashSet<>();
        Set<Integer> places = new HashSet<>();
        Set<Integer> cells = new HashSet<>();
        double support = 0;
        double x = 0;
        double y = 0;
        int counted = 0;
        for (int s = 0; s < inliers; s++) {
            int k = inlier[s];
            spent[k] = true;
            int cell = cell(rx[k], ry[k]);
            int place = cell(qx[k], qy[k]);
            if (!features.contains(feature[k]) && !cells.contains(cell) && !places.contains(place)) {
                features.add(feature[k]);
                cells.add(cell);
                places.add(place);
                counted++;
                x += rx[k];
                y += ry[k];
                support += 1.0 / perFeature[feature[k]];
            }
        }
        return new Alignment(transform, counted, support, x / counted, y / counted);
    }

    private static int cell(float x, float y) {
        int column = (int) (x * CELLS);
        int row = (int) (y * CELLS);
        return column * 1000 + row;
    }
}
