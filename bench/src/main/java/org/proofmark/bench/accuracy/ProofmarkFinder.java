package org.proofmark.bench.accuracy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.index.ImageIndex;
import org.proofmark.engine.index.SegmentedIndex;
import org.proofmark.engine.match.CopyFinder;
import org.proofmark.engine.match.Match;
import org.proofmark.engine.match.Verdict;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.engine.worker.InProcessExaminer;

/** Proofmark itself, with its index in a folder of its own that is deleted at the end. */
final class ProofmarkFinder implements Finder {
    private final Examiner examiner = new InProcessExaminer(MediaLimits.standard());
    private final Map<String, Fingerprint> works = new HashMap<>();
    private final Path folder;
    private final ImageIndex index;
    private final CopyFinder finder;

    ProofmarkFinder() {
        try {
            folder = Files.createTempDirectory("proofmark-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        index = SegmentedIndex.open(folder.resolve("index"));
        finder = new CopyFinder(examiner, index);
    }

    @Override
    public String name() {
        return "Proofmark";
    }

    @Override
    public String setting() {
        return "as it is used: `Detail.REFERENCE` for works, `CopyFinder` for queries; score and answer are its own.";
    }

    @Override
    public void register(String reference, byte[] file) {
        if (examiner.examine(file, Detail.REFERENCE) instanceof Examined work) {
            works.put(reference, work.fingerprint());
        }
    }

    @Override
    public void ready() {
        index.add(works);
        works.clear();
    }

    @Override
    public List<Found> find(byte[] file) {
        return matches(file).stream().limit(ANSWERS).map(ProofmarkFinder::found).toList();
    }

    /** All that is found, surest first. */
    List<Match> matches(byte[] file) {
        return finder.find(file).matches();
    }

    private static Found found(Match match) {
        return new Found(match.image(), match.score(), answer(match.verdict()));
    }

    private static Found.Answer answer(Verdict verdict) {
        return switch (verdict) {
            case COPY -> Found.Answer.COPY;
            case ASK -> Found.Answer.ASK;
            case SAME_SCENE -> Found.Answer.SAME_SCENE;
        };
    }

    @Override
    public void close() {
        index.close();
        examiner.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
