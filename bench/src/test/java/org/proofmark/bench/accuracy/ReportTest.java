package org.proofmark.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    /** Finds of a file what its text says: a photo, a score, and what it is said to be. */
    private static final class Told implements Finder {
        private final String name;

        Told(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String setting() {
            return "told";
        }

        @Override
        public void register(String reference, byte[] file) {}

        @Override
        public List<Found> find(byte[] file) {
            String[] told = new String(file, StandardCharsets.UTF_8).split(" ", -1);
            return List.of(new Found(told[0], Double.parseDouble(told[1]), Found.Answer.valueOf(told[2])));
        }
    }

    private static Query copy(String source, String told) {
        return Query.copy("mirror", source, () -> told.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyColumnOfTheTableOfEditsHasItsFigure() throws InterruptedException {
        Trial trial = new Trial(List.of(new Told("Ours"), new Told("Other")), KnownCopies.reviewed());
        trial.ask(
                "asking",
                List.of(
                        copy("a.jpg", "a.jpg 9 COPY"),
                        copy("b.jpg", "b.jpg 1 ASK"),
                        Query.unrelated("photo", "c.jpg", () -> "a.jpg 5 COPY".getBytes(StandardCharsets.UTF_8))),
                1);
        List<String> lines =
                new Report(trial, List.of("mirror"), List.of()).edits().lines().toList();
        assertThat(lines.getFirst())
                .isEqualTo("| edit | copies | Ours | Other | Ours without windows | Ours at precision .99 |"
                        + " Ours says copy |");
        assertThat(lines.getLast()).isEqualTo("| mirror | 2 | 0.500 | 0.500 | 0.500 | 0.500 | 0.500 |");
        assertThat(lines).extracting(line -> line.split("\\|", -1).length).containsOnly(9);
    }
}
