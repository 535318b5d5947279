package org.proofmark.portal.matching.compare;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.index.SegmentedIndex;
import org.proofmark.portal.platform.Settings;
import org.proofmark.portal.platform.Sha256;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The fingerprints of all images met, named by their digests. What was once met is found again by a work registered later. */
@Component
public class EncounterIndex implements DisposableBean {
    private final SegmentedIndex index;

    EncounterIndex(Settings settings) {
        Path folder = settings.data().resolve("encounters");
        this.index = SegmentedIndex.open(folder);
    }

    SegmentedIndex index() {
        return index;
    }

    /** Adds images; they are kept through any crash when this returns. */
    void add(Map<Sha256, Fingerprint> images) {
        if (!images.isEmpty()) {
            index.add(images.entrySet().stream()
                    .collect(Collectors.toMap(image -> image.getKey().hex(), Map.Entry::getValue)));
        }
    }

    void remove(Sha256 digest) {
        index.remove(digest.hex());
    }

    /** What is known of an image that was met. */
    public Optional<Fingerprint> fingerprint(Sha256 digest) {
        return index.fingerprint(digest.hex());
    }

    /** How many images were met. */
    public int size() {
        return index.size();
    }

    Set<Sha256> digests() {
        Collection<String> names = index.images();
        return names.stream().map(Sha256::parse).collect(Collectors.toCollection(HashSet::new));
    }

    @Override
    public void destroy() {
        index.close();
    }
}
