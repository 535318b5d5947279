package org.proofmark.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.match.FeatureDrawing;
import org.proofmark.engine.media.BgrPicture;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.media.MediaType;
import org.proofmark.engine.media.Undecodable.Reason;
import org.proofmark.engine.rendition.Rendition;
import org.proofmark.engine.rendition.RenditionOrder;
import org.proofmark.engine.rendition.Renditions;

class WorkerPoolTest {
    private static final MediaLimits LIMITS = new MediaLimits(1 << 20, 1_000_000, Duration.ofMillis(1_500), 64);

    private WorkerPool pool = pool(1, 100);

    private static WorkerPool pool(int workers, int images) {
        return new WorkerPool(new PoolSettings(workers, images, LIMITS), MisbehavingWorker.class.getName());
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private Examination ask(String word) {
        return pool.examine(word.getBytes(StandardCharsets.UTF_8), Detail.QUERY);
    }

    private Unreadable refusal(String word) {
        Examination examination = ask(word);
        assertThat(examination).isInstanceOf(Unreadable.class);
        return (Unreadable) examination;
    }

    private String told(String word) {
        return refusal(word).explanation();
    }

    private void assertTheNextFileIsAnswered() {
        assertThat(ask("ok")).isInstanceOf(Examined.class);
    }

    @Test
    void handsTheWholeAnswerBack() {
        Examined examined = (Examined) ask("ok");
        assertThat(examined.type()).isEqualTo(MediaType.GIF);
        assertThat(examined.width()).isEqualTo(500);
        assertThat(examined.height()).isEqualTo(400);
        assertThat(examined.orientation()).isEqualTo(6);
        assertThat(examined.fingerprint().code().bits3()).isEqualTo(4);
        assertThat(examined.picture().pixels()[512 * 400 - 1]).isEqualTo((byte) 77);
        assertThat(examined.metadata()).isEqualTo(MisbehavingWorker.METADATA);
        assertThat(examined.shot()).isEqualTo(MisbehavingWorker.SHOT);
        assertThat(examined.renditions().all()).isEmpty();
    }

    @Test
    void aWorkerThatHangsIsKilledAtTheLimit() {
        ask("ok");
        String pid = told("pid");
        long start = System.nanoTime();
        Unreadable refusal = refusal("hang");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1_400), Duration.ofSeconds(4));
        assertThat(refusal.reason()).isEqualTo(Reason.TOO_SLOW);
        assertThat(refusal.explanation()).contains("1.5 s");
        assertThat(isAlive(pid)).isFalse();
        assertTheNextFileIsAnswered();
    }

    @Test
    void aWorkerThatFillsItsHeapCostsOneFile() {
        assertThat(refusal("heap").reason()).isEqualTo(Reason.TOO_MUCH_MEMORY);
        assertTheNextFileIsAnswered();
    }

    @Test
    void aWorkerThatWantsTooMuchNativeMemoryCostsOneFile() {
        assertThat(refusal("native").reason()).isEqualTo(Reason.TOO_MUCH_MEMORY);
        assertTheNextFileIsAnswered();
    }

    @Test
    void aWorkerThatCrashesCostsOneFile() {
        Unreadable refusal = refusal("abort");
        assertThat(refusal.reason()).isEqualTo(Reason.DECODER_DIED);
        assertThat(refusal.explanation()).contains("signal 6");
        assertTheNextFileIsAnswered();
    }

    @Test
    void theLastWordsOfAWorkerAreInTheExplanation() {
        assertThat(told("exit")).contains("code 9", "the decoder said goodbye");
        Unreadable refusal = refusal("recurse");
        assertThat(refusal.reason()).isEqualTo(Reason.DECODER_DIED);
        assertThat(refusal.explanation()).contains("StackOverflowError");
        assertTheNextFileIsAnswered();
    }

    @Test
    void whatIsNoAnswerIsNotBelieved() {
        Unreadable refusal = refusal("babble");
        assertThat(refusal.reason()).isEqualTo(Reason.DECODER_DIED);
        assertThat(refusal.explanation()).contains("protocol");
        assertTheNextFileIsAnswered();
    }

    @Test
    void theRenditionsOrderedAreHandedBack() {
        Renditions renditions = ((Examined) order("renditions")).renditions();
        assertThat(renditions.meanColour()).isEqualTo(0x102030);
        assertThat(renditions.all()).extracting(Rendition::width).containsExactly(40, 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"large", "many", "long"})
    void renditionsThatWereNotOrderedAreNotBelieved(String word) {
        Unreadable refusal = (Unreadable) order(word);
        assertThat(refusal.reason()).isEqualTo(Reason.DECODER_DIED);
        assertThat(refusal.explanation()).contains("protocol", "rendition");
        assertTheNextFileIsAnswered();
    }

    /** Of two renditions of 40 pixels and 1,000 bytes at most. */
    private Examination order(String word) {
        RenditionOrder order = new RenditionOrder(List.of(40, 20), 78, 1_000);
        return pool.examine(word.getBytes(StandardCharsets.UTF_8), Detail.QUERY, order);
    }

    @Test
    void thePictureAskedForIsHandedBack() {
        BgrPicture picture = shown("ok").orElseThrow();
        assertThat(picture.width()).isEqualTo(2);
        assertThat(picture.samples()).containsExactly(1, 2, 3, 253, 254, 255);
        assertThat(shown("blind")).isEmpty();
        assertTheNextFileIsAnswered();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abort", "heap", "babble", "large"})
    void aWorkerThatFailsToShowAPictureCostsOneFile(String word) {
        assertThat(shown(word)).isEmpty();
        assertTheNextFileIsAnswered();
    }

    @Test
    void noPictureIsLargerThanTheProtocolLets() {
        byte[] file = {1};
        assertThatThrownBy(() -> pool.picture(file, Examiner.LONGEST_SIDE + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4,097 pixels");
        assertThat(pool.picture(new byte[(1 << 20) + 1], 100)).isEmpty();
    }

    @Test
    void aFileThatHangsWhenItIsDrawnIsDrawnInGreyAtTheLimit() throws IOException {
        byte[] file = "hang when shown".getBytes(StandardCharsets.UTF_8);
        Examined seen = (Examined) pool.examine(file, Detail.QUERY);
        long start = System.nanoTime();
        byte[] png = FeatureDrawing.png(file, seen, pool);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(1400);
        assertTheNextFileIsAnswered();
    }

    private Optional<BgrPicture> shown(String word) {
        return pool.picture(word.getBytes(StandardCharsets.UTF_8), 100);
    }

    @Test
    void whatALibraryPrintsDoesNotEndUpAmongTheAnswers() {
        assertThat(told("print")).isEqualTo("quiet");
        assertTheNextFileIsAnswered();
    }

    @Test
    void theEnvironmentIsNotHandedOn() {
        assertThat(System.getenv()).containsKey("PATH");
        assertThat(told("environment").split(" "))
                .isSubsetOf(
                        "LC_ALL",
                        "OPENCV_IO_MAX_IMAGE_PIXELS",
                        "OPENCV_LOG_LEVEL",
                        "OMP_NUM_THREADS",
                        "OPENBLAS_NUM_THREADS",
                        "MALLOC_ARENA_MAX",
                        "VIPS_WARNING",
                        "PWD", // the shell's own
                        "OLDPWD",
                        "SHLVL",
                        "_");
    }

    /** In an empty network namespace even the loopback is down: unreachable, not refused. */
    @Test
    void aWorkerHasNoNetworkWhereTheSystemLetsItBeTakenAway() throws Exception {
        boolean possible = Files.isExecutable(Path.of("/usr/bin/unshare"))
                && new ProcessBuilder("/usr/bin/unshare", "-rn", "true").start().waitFor() == 0;
        assumeTrue(possible, "skipped: this system does not let a process leave the network (unshare -rn)");
        assertThat(told("connect")).contains("unreachable");
    }

    @Test
    void aWorkerIsReplacedAfterItsShareOfFiles() {
        pool.close();
        pool = pool(1, 3);
        List<String> pids = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            pids.add(told("pid"));
        }
        assertThat(pids.subList(0, 3)).containsOnly(pids.getFirst());
        assertThat(pids.subList(3, 6)).containsOnly(pids.getLast());
        assertThat(pids.getFirst()).isNotEqualTo(pids.getLast());
        assertThat(isAlive(pids.getFirst())).isFalse();
    }

    @Test
    void aWorkerKilledWhileIdleCostsNothing() throws Exception {
        String pid = told("pid");
        ProcessHandle worker = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        worker.destroyForcibly();
        worker.onExit().get(5, TimeUnit.SECONDS);
        Thread.sleep(50);
        assertTheNextFileIsAnswered();
    }

    @Test
    void manyThreadsAreAllAnsweredThoughSomeFilesKill() throws Exception {
        pool.close();
        pool = pool(2, 7);
        try (ExecutorService callers = Executors.newFixedThreadPool(6)) {
            List<Future<Examination>> answers = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String word = i % 20 == 5 ? "exit" : "ok";
                answers.add(callers.submit(() -> ask(word)));
            }
            for (int i = 0; i < 60; i++) {
                assertThat(answers.get(i).get(30, TimeUnit.SECONDS))
                        .isInstanceOf(i % 20 == 5 ? Unreadable.class : Examined.class);
            }
        }
    }

    @Test
    void tooManyBytesAreRefusedWithoutAWorker() {
        Unreadable refusal = (Unreadable) pool.examine(new byte[(1 << 20) + 1], Detail.QUERY);
        assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY_BYTES);
    }

    @Test
    void closingEndsTheWorkers() {
        ask("ok");
        Set<Long> pids = new HashSet<>(pool.pids());
        pool.close();
        assertThat(pids).isNotEmpty().allSatisfy(pid -> assertGone(pid));
        assertThatThrownBy(() -> ask("ok")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void workersThatDoNotStartAreAnErrorOfTheProgramNotOfTheFile() {
        pool.close();
        pool = new WorkerPool(new PoolSettings(1, 1, LIMITS), "org.proofmark.Nowhere");
        assertThatThrownBy(() -> ask("ok"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("did not start")
                .hasMessageContaining("org.proofmark.Nowhere");
    }

    @Test
    void noWorkerOutlivesAParentThatIsKilled() throws IOException {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedParent.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Long> pids = new ArrayList<>();
        try (BufferedReader printed = parent.inputReader()) {
            for (String line = printed.readLine(); !"ready".equals(line); line = printed.readLine()) {
                pids.add(Long.parseLong(line));
            }
            assertThat(pids)
                    .hasSize(2)
                    .allSatisfy(pid -> assertThat(isAlive(pid.toString())).isTrue());
        } finally {
            parent.destroyForcibly();
        }
        assertThat(pids).allSatisfy(WorkerPoolTest::assertGone);
    }

    private static boolean isAlive(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false);
    }

    private static void assertGone(long pid) {
        try {
            ProcessHandle.of(pid)
                    .ifPresent(handle ->
                            handle.onExit().orTimeout(10, TimeUnit.SECONDS).join());
        } finally {
            assertThat(isAlive(Long.toString(pid)))
                    .as("process %d is alive", pid)
                    .isFalse();
        }
    }
}
