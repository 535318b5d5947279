package org.proofmark.portal.discovery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Frontiers in the tables of the shared portal, each of a source claimed by a worker that nobody else is. */
final class FrontierTables {
    static final TestPortal PORTAL = TestPortal.shared();

    private FrontierTables() {}

    static SourceFrontier frontier(String name, UUID worker) {
        return frontier(name, worker, Clock.systemUTC());
    }

    static SourceFrontier frontier(String name, UUID worker, InstantSource clock) {
        SourceStore store = PORTAL.bean(SourceStore.class);
        SourceId id = store.add(
                new SourceStore.Made(
                        new SourceId(UUID.randomUUID()),
                        Source.Kind.SITE,
                        "SITE " + name,
                        "scope",
                        name,
                        List.of("http://" + name + "/"),
                        Optional.empty(),
                        0,
                        false),
                new PersonId(UUID.randomUUID()),
                Source.Wish.standard(Source.Kind.SITE),
                Instant.now());
        PORTAL.bean(JdbcClient.class)
                .sql("update discovery.source set worker = :worker where id = :id")
                .param("worker", worker)
                .param("id", id.value())
                .update();
        return new SourceFrontier(
                new SourceFrontier.Ground(
                        PORTAL.bean(AddressStore.class),
                        PORTAL.bean(SpareStore.class),
                        PORTAL.bean(VisitStore.class),
                        PORTAL.bean(RoundStore.class),
                        PORTAL.bean(TransactionTemplate.class),
                        clock),
                new SourceFrontier.Claimed(id, "scope", worker, true, Duration.ofDays(1), 20, 64));
    }

    static String state(String digest) {
        return PORTAL.bean(JdbcClient.class)
                .sql("select state from discovery.image where digest = :digest")
                .param("digest", new Sha256(digest).bytes())
                .query(String.class)
                .single();
    }

    static List<FrontierOfASite.Told> told(String image) {
        return PORTAL.bean(Sightings.class).of(new Sha256(image)).stream()
                .map(sighting -> new FrontierOfASite.Told(
                        sighting.page(),
                        sighting.image(),
                        sighting.title(),
                        sighting.alt(),
                        sighting.firstSeen(),
                        sighting.lastSeen(),
                        sighting.gone()))
                .toList();
    }
}
