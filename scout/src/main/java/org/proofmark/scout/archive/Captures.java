package org.proofmark.scout.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.scout.url.Url;

/**
 * The best capture of each address. Of several successes the latest counts. A revisit, a record that says "as before"
 * without repeating the bytes, counts as the record it refers to; it is resolved when all files are read, as that record
 * may come later.
 */
final class Captures {
    private final int most;
    private final Map<String, Place> byUrl = new LinkedHashMap<>();
    private final Map<String, Place> byDigest = new HashMap<>();
    private final List<Revisit> revisits = new ArrayList<>();
    private long left;

    /**
     * A record that refers to another.
     *
     * @param url of what
     * @param place of itself
     * @param digest of the payload, as stated, empty where none is
     * @param target the address referred to; its own where none is stated
     * @param file the file's name, for a trouble
     */
    record Revisit(Url url, Place place, String digest, String target, String file) {}

    Captures(int most) {
        this.most = most;
    }

    void add(Url url, Place place, Optional<String> digest) {
        put(url.withoutFragment().toString(), place);
        if (place.success() && byDigest.size() < most) {
            digest.ifPresent(stated -> byDigest.putIfAbsent(stated, place));
        }
    }

    void add(Revisit revisit) {
        if (revisits.size() < most) {
            revisits.add(revisit);
        } else {
            left++;
        }
    }

    private void put(String url, Place place) {
        Place known = byUrl.get(url);
        if (known == null && byUrl.size() >= most) {
            left++;
        } else if (known == null || place.betterThan(known)) {
            byUrl.put(url, place);
        }
    }

    /** To be called once, when all files are read. Tells which revisits refer to nothing that is here. */
    List<Trouble> resolve() {
        List<Trouble> troubles = new ArrayList<>();
        for (Revisit revisit : revisits) {
            Place original = byDigest.get(revisit.digest);
            original = original == null ? byUrl.get(revisit.target) : original;
            String url = revisit.url.withoutFragment().toString();
            if (original != null) {
                put(
                        url,
                        new Place(
                                original.file(),
                                original.offset(),
                                original.status(),
                                revisit.place.captured(),
                                original.type()));
            } else if (!byUrl.containsKey(url)) {
                troubles.add(new Trouble(
                        revisit.file, revisit.place.offset(), "refers to a record that is not here: " + url));
            }
        }
        revisits.clear();
        byDigest.clear();
        return troubles;
    }

    Optional<Place> find(Url url) {
        return Optional.ofNullable(byUrl.get(url.withoutFragment().toString()));
    }

    List<Entry> entries() {
        return byUrl.entrySet().stream()
                .filter(entry -> entry.getValue().success())
                .map(entry -> new Entry(
                        Url.of(entry.getKey()),
                        entry.getValue().type(),
                        entry.getValue().captured()))
                .toList();
    }

    /** How many captures found no room. */
    long left() {
        return left;
    }
}
