package org.proofmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherCommandsTest {
    private static final Path LAKE = Shell.SAMPLES.resolve("photos/mountain-lake.jpg");
    private static final Path CROP = Shell.SAMPLES.resolve("site/pictures/lake-cropped.jpg");
    private static final Path SHIRT = Shell.SAMPLES.resolve("site/pictures/other-shirt.jpg");
    private static final Path NOTES = Shell.SAMPLES.resolve("site/pictures/notes.txt");

    private final Shell shell = new Shell();

    @TempDir
    private Path home = Path.of("");

    @Test
    void aBackupIsRefusedInOneLineWhereItMakesNoSense() {
        Path nowhere = home.resolve("nowhere");
        assertThat(shell.run("backup", "--to", nowhere, "--list")).isEqualTo(ExitCodes.FAILED);
        assertThat(shell.err()).containsExactly("proofmark backup: " + nowhere + ": there is no such folder");
        assertThat(shell.run("backup", "--to", nowhere, "--data", nowhere)).isEqualTo(ExitCodes.FAILED);
        assertThat(shell.err()).containsExactly("proofmark backup: " + nowhere + ": there is no such data folder");
        assertThat(shell.run("backup", "--to", nowhere, "--list", "--check")).isEqualTo(ExitCodes.WRONG_ARGUMENTS);
        assertThat(shell.run("backup", "--to", nowhere, "--keep", "0")).isEqualTo(ExitCodes.WRONG_ARGUMENTS);
        assertThat(shell.run("restore", "--from", nowhere, "--data", home.resolve("new")))
                .isEqualTo(ExitCodes.FAILED);
        assertThat(nowhere).doesNotExist();
    }

    /** The program in a shell of its own; its exit code and, after it, what it said on standard error. */
    private String inShell(String after, Object... arguments) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        StringBuilder command =
                new StringBuilder("set -o pipefail; \"" + java + "\" -cp \"$CP\" org.proofmark.cli.Main");
        for (Object argument : arguments) {
            command.append(" '").append(argument).append('\'');
        }
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", command + " 2>\"$ERR\" " + after);
        Path err = home.resolve("err");
        shell.environment().put("CP", System.getProperty("java.class.path"));
        shell.environment().put("ERR", err.toString());
        int code = shell.start().waitFor();
        String said = Files.readAllLines(err).stream()
                .filter(line -> line.startsWith("proofmark"))
                .collect(Collectors.joining("\n"));
        return code + " " + said;
    }

    @Test
    void aReaderThatHasEnoughIsNoFailureAndAFullDiskIs() throws IOException, InterruptedException {
        Path index = home.resolve("photos.index");
        shell.run("index", "add", "--index", index, LAKE);
        assertThat(inShell("| true", "index", "list", "--index", index)).isEqualTo("0 ");
        if (Files.exists(Path.of("/dev/full"))) {
            assertThat(inShell(">/dev/full", "index", "list", "--index", index))
                    .startsWith("1 proofmark index list: standard output cannot be written: ");
            assertThat(inShell(">/dev/full", "inspect", "--json", LAKE)).startsWith("1 proofmark inspect: ");
        }
    }

    @Test
    void anIndexIsAddedToListedSearchedCheckedAndRemovedFrom() {
        Path index = home.resolve("photos.index");
        assertThat(shell.run("index", "add", "--index", index, LAKE, SHIRT, NOTES))
                .isEqualTo(ExitCodes.SUCCESS);
        assertThat(shell.err())
                .last()
                .isEqualTo("registered 2 photos, 0 unchanged, 1 unreadable; 2 photos in the index");
        shell.run("index", "add", "--index", index, LAKE);
        assertThat(shell.err())
                .containsExactly("registered 0 photos, 1 unchanged, 0 unreadable; 2 photos in the index");

        shell.run("index", "list", "--index", index);
        assertThat(shell.out().lines()).containsExactly("mountain-lake.jpg", "other-shirt.jpg");
        shell.run("index", "list", "--index", index, "--json");
        assertThat(shell.out()).contains("\"name\": \"mountain-lake.jpg\",\n    \"width\": 640,\n    \"height\": 360,");

        assertThat(shell.run("search", "--index", index, CROP)).isEqualTo(ExitCodes.SUCCESS);
        assertThat(shell.out()).startsWith(CROP + "  shows  mountain-lake.jpg   copy (certain, score ");
        shell.run("search", "--index", index, "--json", CROP);
        assertThat(shell.out()).contains("\"reference\": \"mountain-lake.jpg\"");

        assertThat(shell.run("index", "check", "--index", index)).isEqualTo(ExitCodes.SUCCESS);
        assertThat(shell.out()).startsWith("sound: 2 photos");

        assertThat(shell.run("index", "remove", "--index", index, "mountain-lake.jpg", "nobody.jpg"))
                .isEqualTo(ExitCodes.FAILED);
        assertThat(shell.err())
                .containsExactly("not in the index: nobody.jpg", "removed 1 photo; 1 photo in the index");
        assertThat(shell.run("index", "rebuild", "--index", index)).isEqualTo(ExitCodes.SUCCESS);
        assertThat(shell.err())
                .containsExactly(
                        "freed: 12,374 bytes of photos that were replaced or removed", "rebuilt: 1 photo in the index");
    }

    @Test
    void aDamagedIndexIsTold() throws IOException {
        Path index = home.resolve("photos.index");
        shell.run("index", "add", "--index", index, LAKE);
        Path log = index.resolve("fingerprints.log");
        byte[] bytes = Files.readAllBytes(log);
        bytes[bytes.length / 2] ^= 1;
        Files.write(log, bytes);
        assertThat(shell.run("index", "check", "--index", index)).isEqualTo(ExitCodes.FAILED);
        assertThat(shell.out()).startsWith("damaged: ").contains("index rebuild");
        assertThat(shell.run("search", "--index", index, CROP)).isEqualTo(ExitCodes.FAILED);
        assertThat(shell.err()).hasSize(1).first().asString().contains("is damaged", "index rebuild");
    }

    @Test
    void searchingWithoutAnIndexSaysHowToMakeOne() {
        assertThat(shell.run("search", "--index", home, CROP)).isEqualTo(ExitCodes.WRONG_ARGUMENTS);
        assertThat(shell.err().getFirst()).endsWith("there is no index; `proofmark index add` makes one");
    }

    @Test
    void comparingSaysTheNumbersAndDraws() throws IOException {
        Path overlay = home.resolve("overlay.png");
        assertThat(shell.run("compare", LAKE, CROP, "--overlay", overlay)).isEqualTo(ExitCodes.SUCCESS);
        assertThat(shell.out()).startsWith("verdict    copy (Certain)").contains("40 % of A", "100 % of B");
        BufferedImage drawn = ImageIO.read(overlay.toFile());
        assertThat(drawn.getWidth()).isEqualTo(1600);
    }

    @Test
    void comparingStrangersFindsNothing() {
        assertThat(shell.run("compare", LAKE, SHIRT)).isEqualTo(ExitCodes.SUCCESS);
        assertThat(shell.out())
                .startsWith("Nothing of the one is seen in the other.")
                .containsPattern("verdict +none: no features of the two lie alike")
                .containsPattern("features +\\d+ of A with \\d+ of B");
        assertThat(shell.err()).isEmpty();
        shell.run("compare", LAKE, SHIRT, "--json");
        assertThat(shell.out())
                .contains("\"verdict\": \"none\"", "\"inliers\": 0", "\"query_sufficiency\": \"enough\"");
    }

    @Test
    void comparingStrangersSaysHowNearTheyCome() {
        Path otter = Shell.SAMPLES.resolve("site/pictures/otter-with-sticker.jpg");
        assertThat(shell.run("compare", LAKE, otter)).isEqualTo(ExitCodes.SUCCESS);
        assertThat(shell.out())
                .startsWith("Nothing of the one is seen in the other.")
                .containsPattern("verdict +none; the best of what was tried:")
                .containsPattern("score +-\\d")
                .containsPattern("inliers +\\d+ points?")
                .containsPattern("agreement +0\\.\\d\\d");
        shell.run("compare", LAKE, otter, "--json");
        assertThat(shell.out()).contains("\"verdict\": \"none\"", "\"agreement\": 0.", "\"score\": -");
    }

    @Test
    void comparingAndSearchingSayThatAPictureHasTooLittleDetail() throws IOException {
        Path flat = PlainPages.flat(home.resolve("flat.png"));
        Path text = PlainPages.lettering(home.resolve("text.png"));
        assertThat(shell.run("compare", LAKE, flat)).isEqualTo(ExitCodes.SUCCESS);
        assertThat(shell.err())
                .containsExactly("too little detail to tell: %s: plain colour, gradient or blur".formatted(flat));
        assertThat(shell.out()).contains("no features of the two lie alike");
        shell.run("compare", text, LAKE, "--json");
        assertThat(shell.err()).containsExactly("too little detail to tell: %s: nothing but lettering".formatted(text));
        assertThat(shell.out())
                .contains("\"reference_sufficiency\": \"text_only\"", "\"query_sufficiency\": \"enough\"");

        Path index = home.resolve("photos.index");
        shell.run("index", "add", "--index", index, LAKE);
        shell.run("search", "--index", index, flat, text);
        assertThat(shell.err())
                .containsExactly(
                        "too little detail to tell: %s: plain colour, gradient or blur".formatted(flat),
                        "too little detail to tell: %s: nothing but lettering".formatted(text),
                        "nothing found among 1 photo");
    }

    @Test
    void comparingWithNoPictureFails() {
        assertThat(shell.run("compare", LAKE, NOTES)).isEqualTo(ExitCodes.FAILED);
        assertThat(shell.err()).hasSize(1).first().asString().startsWith("unreadable: " + NOTES);
        assertThat(shell.run("compare", LAKE, home.resolve("gone.jpg"))).isEqualTo(ExitCodes.FAILED);
        assertThat(shell.err())
                .containsExactly(
                        "proofmark compare: %s: there is no such file or folder".formatted(home.resolve("gone.jpg")));
    }

    @Test
    void inspectingSaysWhatTheEngineSees() throws IOException {
        Path drawing = home.resolve("features.png");
        assertThat(shell.run("inspect", LAKE, "--draw", drawing)).isEqualTo(ExitCodes.SUCCESS);
        assertThat(shell.out()).contains("image/jpeg", "640 × 360 pixels", "yes, enough detail");
        assertThat(ImageIO.read(drawing.toFile()).getWidth()).isEqualTo(1400);
        shell.run("inspect", LAKE, "--json");
        assertThat(shell.out()).contains("\"type\": \"image/jpeg\"", "\"sufficiency\": \"enough\"");
    }

    @Test
    void inspectingSaysWhatTheFileSaysOfItself() throws IOException {
        byte[] xmp = ("http://ns.adobe.com/xap/1.0/\0<r:RDF"
                        + " xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><r:Description"
                        + " xmlns:p='http://ns.adobe.com/photoshop/1.0/' p:Credit='Ada Example'/></r:RDF>")
                .getBytes(StandardCharsets.UTF_8);
        byte[] lake = Files.readAllBytes(LAKE);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(lake, 0, 2);
        file.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE1, (byte) (xmp.length + 2 >> 8), (byte) (xmp.length + 2)});
        file.writeBytes(xmp);
        file.write(lake, 2, lake.length - 2);
        Path credited = Files.write(home.resolve("credited.jpg"), file.toByteArray());
        shell.run("inspect", credited);
        assertThat(shell.out()).containsPattern("credit +Ada Example");
        shell.run("inspect", credited, "--json");
        assertThat(shell.out()).contains("\"credit\": \"Ada Example\"");
    }

    @Test
    void twoPhotosOfOneNameAreRefusedBeforeOneReplacesTheOther() throws IOException {
        Path index = home.resolve("index");
        Shell.put("photos/dune.jpg", home.resolve("2024"), "1.jpg");
        Shell.put("photos/osprey.jpg", home.resolve("2025"), "1.jpg");
        assertThat(shell.run("index", "add", "--index", index, home.resolve("2024"), home.resolve("2025")))
                .isEqualTo(ExitCodes.WRONG_ARGUMENTS);
        assertThat(shell.err()).first().asString().contains("2024", "2025", "1.jpg");
        assertThat(index).doesNotExist();
        assertThat(shell.run("index", "add", "--index", index, home.resolve("2024/1.jpg"), home.resolve("2024/1.jpg")))
                .isEqualTo(ExitCodes.SUCCESS);
    }

    @Test
    void anIndexIsNotStrewnAmongOtherProgramsFiles() throws IOException {
        Path folder = Files.createDirectories(home.resolve("others"));
        Files.writeString(folder.resolve("debug.log"), "");
        Files.writeString(folder.resolve("transfer.unfinished"), "");
        assertThat(shell.run("index", "add", "--index", folder, LAKE)).isEqualTo(ExitCodes.WRONG_ARGUMENTS);
        assertThat(folder.resolve("transfer.unfinished")).exists();
    }
}
