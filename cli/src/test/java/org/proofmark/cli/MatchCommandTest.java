package org.proofmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.media.BgrPicture;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.media.Undecodable;
import org.proofmark.engine.rendition.RenditionOrder;
import org.proofmark.engine.worker.Examination;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.engine.worker.InProcessExaminer;
import org.proofmark.engine.worker.Unreadable;

class MatchCommandTest {
    private final Shell shell = new Shell();

    @TempDir
    private Path home = Path.of("");

    private Path photos = Path.of("");
    private Path found = Path.of("");
    private Path table = Path.of("");

    @BeforeEach
    void threePhotosAndWhatWasFound() throws IOException {
        photos = Files.createDirectory(home.resolve("photos"));
        found = Files.createDirectory(home.resolve("found"));
        table = home.resolve("matches.csv");
        Shell.put("photos/osprey.jpg", photos, "birds/osprey.jpg");
        Shell.put("photos/mountain-lake.jpg", photos, "lake.jpg");
        Shell.put("photos/dune.jpg", photos, "dune.jpg");
        Shell.put("site/pictures/osprey-mirrored.jpg", found, "b/mirrored");
        Shell.put("site/pictures/lake-cropped.jpg", found, "a.jpg");
        Shell.put("site/pictures/other-shirt.jpg", found, "shirt.jpg");
    }

    @Test
    void writesARowForEachCopyUnderTheHeaderOrderedByQuery() throws IOException {
        assertThat(match()).isEqualTo(ExitCodes.SUCCESS);
        List<String> lines = Files.readAllLines(table);
        assertThat(lines.getFirst())
                .startsWith("query,reference,verdict,score,inliers,agreement,query_overlap,reference_overlap,"
                        + "mirrored,query_region,reference_region");
        assertThat(lines.subList(1, lines.size()).stream().map(line -> columns(line, 3)))
                .containsExactly("a.jpg,lake.jpg,copy", "b/mirrored,birds/osprey.jpg,copy");
        assertThat(lines.get(2).split(",", -1)[8]).isEqualTo("true");
    }

    @Test
    void looksThroughALinkToAFolder() throws IOException {
        Path link = Files.createSymbolicLink(home.resolve("link"), photos);
        assertThat(shell.run("match", "--references", link, "--queries", found, "--output", table))
                .isEqualTo(ExitCodes.SUCCESS);
        assertThat(Files.readAllLines(table).subList(1, 3).stream().map(line -> columns(line, 3)))
                .containsExactly("a.jpg,lake.jpg,copy", "b/mirrored,birds/osprey.jpg,copy");
    }

    @Test
    void whatCannotBeDrawnAnyMoreCostsNoRow() throws IOException {
        Path index = home.resolve("index");
        shell.run("match", "--references", photos, "--queries", found, "--index", index, "--output", table);
        Files.writeString(photos.resolve("lake.jpg"), "no photo any more");
        int code = shell.run(
                "match",
                "--references",
                photos,
                "--queries",
                found,
                "--index",
                index,
                "--output",
                table,
                "--pictures",
                home.resolve("drawn"));

        assertThat(code).isEqualTo(ExitCodes.SUCCESS);
        assertThat(shell.err()).anyMatch(line -> line.startsWith("not drawn: ") && line.contains("lake.jpg"));
        assertThat(Files.readAllLines(table)).hasSize(3);
        assertThat(home.resolve("drawn")).isDirectoryContaining("glob:**mirrored.png");
    }

    @Test
    void anIndexThatIsNotThereIsNotMadeOfNoPhotos() {
        Path index = home.resolve("typo");
        assertThat(shell.run("match", "--index", index, "--queries", found, "--output", table))
                .isEqualTo(ExitCodes.WRONG_ARGUMENTS);
        assertThat(index).doesNotExist();
    }

    @Test
    void aTableMayGoIntoAPipe() throws Exception {
        Path pipe = home.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<List<String>> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readAllLines(pipe);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(shell.run("match", "--references", photos, "--queries", found, "--output", pipe))
                .isEqualTo(ExitCodes.SUCCESS);
        assertThat(read.get(30, TimeUnit.SECONDS)).hasSize(3);
    }

    @Test
    void sumsUpOnStandardErrorAndPrintsNothingElse() {
        match();
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err())
                .contains(
                        "registered  3 photos",
                        "looked at   3 files",
                        "found       2 copies, 0 to ask about, 0 of the same scene",
                        "unreadable  0 files",
                        "table       " + table);
    }

    @Test
    void namesThePicturesThatHaveTooLittleDetailToTell() throws IOException {
        PlainPages.flat(found.resolve("flat.png"));
        PlainPages.lettering(found.resolve("text.png"));
        match();
        assertThat(shell.err())
                .contains(
                        "too little detail to tell: flat.png: plain colour, gradient or blur",
                        "too little detail to tell: text.png: nothing but lettering",
                        "registered  3 photos",
                        "looked at   5 files, 2 with too little detail to tell",
                        "unreadable  0 files");
        assertThat(Files.readAllLines(table)).hasSize(3);
    }

    /** A page of text that is registered is found all the same, with the note. */
    @Test
    void aPageOfTextThatIsRegisteredIsFoundAndNamed() throws IOException {
        PlainPages.lettering(photos.resolve("page.png"));
        PlainPages.lettering(found.resolve("text.png"));
        match("--json");
        assertThat(shell.err()).contains("too little detail to tell: text.png: nothing but lettering");
        assertThat(shell.out()).contains("\"query_sufficiency\": \"enough\"", "\"query_sufficiency\": \"text_only\"");
        assertThat(Files.readAllLines(table)).anyMatch(row -> row.startsWith("text.png,page.png,"));
    }

    @Test
    void namesEachUnreadableFileAndGoesOn() throws IOException {
        Files.writeString(found.resolve("notes.txt"), "not a picture");
        Files.writeString(photos.resolve("empty.jpg"), "");
        assertThat(match()).isEqualTo(ExitCodes.SUCCESS);
        assertThat(shell.err()).anyMatch(line -> line.startsWith("unreadable: notes.txt: "));
        assertThat(shell.err()).anyMatch(line -> line.startsWith("unreadable: empty.jpg: "));
        assertThat(shell.err()).contains("unreadable  2 files");
        assertThat(Files.readAllLines(table)).hasSize(3);
    }

    @Test
    void endsWithOneForAnUnreadableFileWhenStrict() throws IOException {
        Files.writeString(found.resolve("notes.txt"), "not a picture");
        assertThat(match("--strict")).isEqualTo(ExitCodes.FAILED);
        assertThat(Files.readAllLines(table)).hasSize(3);
    }

    /** An examiner that is too slow at some looks, and counts them. */
    private static final class Slow implements Examiner {
        private final Examiner examiner = new InProcessExaminer(MediaLimits.standard());
        private final Map<Detail, Integer> refused = new EnumMap<>(Detail.class);

        /** Refuses so many of these looks. */
        Slow at(Detail detail, int times) {
            refused.put(detail, times);
            return this;
        }

        @Override
        public synchronized Examination examine(byte[] file, Detail detail, RenditionOrder order) {
            int left = refused.getOrDefault(detail, 0);
            refused.put(detail, left - 1);
            return left > 0
                    ? new Unreadable(Undecodable.Reason.TOO_SLOW, "no answer within 20 s")
                    : examiner.examine(file, detail, order);
        }

        @Override
        public Optional<BgrPicture> picture(byte[] file, int longSide) {
            return examiner.picture(file, longSide);
        }

        @Override
        public void close() {
            examiner.close();
        }
    }

    @Test
    void aCloserLookThatFailsIsTold() {
        Shell slow = new Shell(threads -> new Slow().at(Detail.PART, 1_000).at(Detail.DEEP, 1_000));
        Object[] command = {"match", "--references", photos, "--queries", found, "--output", table};
        assertThat(slow.run(command)).isEqualTo(ExitCodes.SUCCESS);
        assertThat(slow.err())
                .anyMatch(line -> line.startsWith("not looked at closely: ")
                        && line.endsWith("no answer within 20 s; photos shown small in it may be missed"))
                .anyMatch(line -> line.matches("not closely +\\d+ files?"));
        assertThat(slow.run(
                        Stream.concat(Stream.of(command), Stream.of("--strict")).toArray()))
                .isEqualTo(ExitCodes.FAILED);
    }

    @Test
    void whatTookTooLongOnceIsTriedOnceMore() throws IOException {
        Shell slow = new Shell(threads -> new Slow().at(Detail.QUERY, 1));
        slow.run("match", "--references", photos, "--queries", found, "--output", table, "--threads", "1");
        List<String> rows = Files.readAllLines(table);
        shell.run("match", "--references", photos, "--queries", found, "--output", table);
        assertThat(rows).isEqualTo(Files.readAllLines(table));
        assertThat(slow.err()).noneMatch(line -> line.contains("20 s"));
    }

    @Test
    void itsOwnTableAndIndexAreNoPictures() {
        Path within = found.resolve("matches.csv");
        Path index = photos.resolve("known");
        for (int time = 0; time < 2; time++) {
            shell.run("match", "--references", photos, "--queries", found, "--output", within, "--index", index);
            assertThat(shell.err()).noneMatch(line -> line.contains("matches.csv:") || line.contains("known/"));
        }
        shell.run("index", "add", "--index", index, photos);
        assertThat(shell.err()).noneMatch(line -> line.contains("known/"));
    }

    @Test
    void passesOverHiddenFilesAndFolders() throws IOException {
        Files.writeString(found.resolve(".DS_Store"), "x");
        Files.createDirectory(found.resolve(".git"));
        Files.writeString(found.resolve(".git").resolve("config"), "x");
        match();
        assertThat(shell.err()).contains("unreadable  0 files", "looked at   3 files");
    }

    @Test
    void looksOnlyAtChangedPhotosWhenTheIndexIsKept() throws IOException {
        Path index = home.resolve("photos.index");
        match("--index", index);
        Files.delete(photos.resolve("dune.jpg"));
        Shell.put("photos/wren.jpg", photos, "dune.jpg");
        assertThat(match("--index", index)).isEqualTo(ExitCodes.SUCCESS);
        assertThat(shell.err()).contains("registered  3 photos, 2 of them known before");
        assertThat(Files.readAllLines(table).stream().skip(1).map(line -> columns(line, 3)))
                .containsExactly("a.jpg,lake.jpg,copy", "b/mirrored,birds/osprey.jpg,copy");
    }

    @Test
    void keepsVanishedPhotosInTheIndexUntilToldOtherwise() throws IOException {
        Path index = home.resolve("photos.index");
        match("--index", index);
        Files.delete(photos.resolve("lake.jpg"));
        match("--index", index);
        assertThat(shell.err())
                .contains("in the index, but not in %s: 1 photo; looked for too (--remove-missing takes them out)"
                        .formatted(photos));
        assertThat(Files.readAllLines(table)).hasSize(3);
        match("--index", index, "--remove-missing");
        assertThat(Files.readAllLines(table)).hasSize(2);
    }

    @Test
    void printsTheRowsAsJson() {
        assertThat(shell.run("match", "--references", photos, "--queries", found, "--json"))
                .isEqualTo(ExitCodes.SUCCESS);
        assertThat(shell.out())
                .startsWith("[\n  {\n    \"query\": \"a.jpg\",\n    \"reference\": \"lake.jpg\",\n")
                .contains("\"mirrored\": true")
                .endsWith("}\n]" + System.lineSeparator());
    }

    @Test
    void drawsThePicturesOfTheSurestCopies() throws IOException {
        Path pictures = home.resolve("pictures");
        match("--pictures", pictures, "--pictures-limit", 1);
        try (Stream<Path> drawn = Files.list(pictures)) {
            assertThat(drawn.map(file -> pictures.relativize(file).toString())).containsExactly("001-a.jpg.png");
        }
        assertThat(shell.err()).contains("open        " + pictures.resolve("001-a.jpg.png"));
    }

    @Test
    void leavesNoTraceOfItsTemporaryFiles() throws IOException {
        match();
        try (Stream<Path> left = Files.list(home)) {
            assertThat(left).containsExactlyInAnyOrder(photos, found, table);
        }
    }

    @Test
    void refusesInOneLineWhatItCannotFollow() throws IOException {
        Path empty = Files.createDirectory(home.resolve("empty"));
        assertThat(refusal("--references", photos, "--queries", home.resolve("gone"), "--output", table))
                .isEqualTo("--queries %s: there is no such folder".formatted(home.resolve("gone")));
        assertThat(refusal("--references", empty, "--queries", found, "--output", table))
                .isEqualTo("--references %s: there are no files in this folder".formatted(empty));
        assertThat(refusal("--references", photos, "--queries", photos, "--output", table))
                .contains("every photo would find itself");
        assertThat(refusal("--references", photos, "--queries", found)).startsWith("--output is missing");
        assertThat(refusal("--queries", found, "--output", table)).startsWith("--references is missing");
        assertThat(refusal("--references", photos, "--queries", found, "--output", home))
                .isEqualTo(home + ": is a folder; name a file");
        assertThat(refusal("--references", photos, "--queries", found, "--output", home.resolve("no/such.csv")))
                .endsWith("its folder does not exist; make it first");
        assertThat(refusal("--references", photos, "--queries", found, "--output", table, "--index", photos))
                .endsWith("holds files that are no index; name a new or empty folder");
        assertThat(refusal("--references", photos, "--queries", found, "--output", table, "--threads", 0))
                .isEqualTo("--threads 0: expected 1 to 1024");
        assertThat(table).doesNotExist();
    }

    @Test
    void saysWhenNoPhotoCouldBeRead() throws IOException {
        Path texts = Files.createDirectory(home.resolve("texts"));
        Files.writeString(texts.resolve("a.txt"), "a");
        assertThat(shell.run("match", "--references", texts, "--queries", found, "--output", table))
                .isEqualTo(ExitCodes.FAILED);
        assertThat(shell.err().getLast())
                .isEqualTo("proofmark match: nothing to look for: no photo of %s could be read".formatted(texts));
        assertThat(table).doesNotExist();
    }

    private int match(Object... more) {
        return shell.run(Stream.concat(
                        Stream.of("match", "--references", photos, "--queries", found, "--output", table),
                        Stream.of(more))
                .toArray());
    }

    private String refusal(Object... arguments) {
        assertThat(shell.run(
                        Stream.concat(Stream.of("match"), Stream.of(arguments)).toArray()))
                .isEqualTo(ExitCodes.WRONG_ARGUMENTS);
        assertThat(shell.err()).hasSize(2).last().isEqualTo("Help: ./proofmark match --help");
        return shell.err().getFirst();
    }

    private static String columns(String line, int count) {
        return Stream.of(line.split(",", -1))
                .limit(count)
                .reduce((a, b) -> a + "," + b)
                .orElse("");
    }
}
