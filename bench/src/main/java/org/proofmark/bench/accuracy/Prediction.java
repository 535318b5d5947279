package org.proofmark.bench.accuracy;

/**
 * That a query shows a registered photo.
 *
 * @param query the query
 * @param found what was answered
 * @param right whether it does
 */
record Prediction(Query query, Found found, boolean right) {
    double score() {
        return found.score();
    }
}
