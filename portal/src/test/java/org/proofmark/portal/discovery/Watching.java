package org.proofmark.portal.discovery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.proofmark.portal.Pictures;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Sha256;
import org.proofmark.scout.extract.ImageReference.Way;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody who watches sources in a portal that walks, and what the walks left. */
final class Watching {
    /** Settings of a portal that walks this machine, without rest. */
    static final Map<String, String> HERE = Map.of(
            "proofmark.crawl.enabled", "true",
            "proofmark.private-networks", "true",
            "proofmark.crawl.rest", "0s",
            "proofmark.crawl.lease", "2s");

    final TestPortal portal;
    final Person person;
    final SignedIn kim;
    final Sources sources;

    Watching(TestPortal portal) {
        this.portal = portal;
        this.person = portal.person(Role.CREATOR);
        this.kim = person.signedIn();
        this.sources = portal.bean(Sources.class);
    }

    /**
     * An image as a page was seen to show it.
     *
     * @param picture what was there; nothing if it was not seen
     */
    record Shown(String page, Way way, String image, Optional<Sha256> picture, boolean gone) {
        /** A page that shows a picture made for tests. */
        static Shown of(String page, Way way, String image, int picture) {
            return new Shown(page, way, image, Optional.of(Sha256.of(Pictures.jpeg(picture))), false);
        }

        Shown isGone() {
            return new Shown(page, way, image, picture, true);
        }
    }

    SourceId add(Source.Kind kind, String address) {
        return add(kind, address, Source.Wish.standard(kind));
    }

    SourceId add(Source.Kind kind, String address, Source.Wish wish) {
        return sources.add(kim, new SourceId(UUID.randomUUID()), kind, address, wish, false)
                .id();
    }

    SourceId upload(Source.Kind kind, String name, byte[] file) {
        try {
            return sources.upload(
                            kim,
                            new SourceId(UUID.randomUUID()),
                            kind,
                            name,
                            new ByteArrayInputStream(file),
                            Source.Wish.standard(kind),
                            false)
                    .id();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A source's walk with this number, once it has ended. */
    Round walk(SourceId id, int number) {
        awaitWalk(sources, kim, id, number);
        return sources.rounds(kim, id, 100).stream()
                .filter(round -> round.number() == number)
                .findFirst()
                .orElseThrow();
    }

    static void awaitWalk(Sources sources, SignedIn by, SourceId id, int number) {
        await(
                () -> sources.find(by, id)
                        .last()
                        .filter(last -> last.number() >= number && last.ended().isPresent())
                        .isPresent(),
                () -> sources.find(by, id) + " " + sources.standing(by, id));
    }

    /** Has it walked once more. */
    Round walkAgain(SourceId id) {
        int before = sources.find(kim, id).last().map(Round::number).orElse(0);
        sources.runNow(kim, id);
        return walk(id, before + 1);
    }

    static void await(BooleanSupplier condition, java.util.function.Supplier<String> told) {
        long until = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not in time: " + told.get());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** All sightings of a source. */
    List<Shown> shown(SourceId id) {
        return portal.bean(JdbcClient.class)
                .sql("""
                    select d.url as page, s.way, i.url as image, s.digest, s.gone from discovery.sighting s
                        join discovery.address d on d.id = s.document join discovery.address i on i.id = s.image
                    where d.source = :id
                    """)
                .param("id", id.value())
                .query((row, number) -> new Shown(
                        row.getString("page"),
                        Way.valueOf(row.getString("way")),
                        row.getString("image"),
                        Optional.ofNullable(row.getBytes("digest")).map(Sha256::from),
                        row.getBoolean("gone")))
                .list();
    }

    /** The addresses of which nothing was seen, or not all, and why. */
    List<String> missed(SourceId id) {
        return sources.missed(kim, id, Optional.empty(), Optional.empty(), 100).stream()
                .map(missed -> missed.why() + " " + missed.url())
                .toList();
    }
}
