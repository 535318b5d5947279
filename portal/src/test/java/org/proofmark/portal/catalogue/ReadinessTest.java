package org.proofmark.portal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.catalogue.licences.Covers;
import org.proofmark.portal.catalogue.licences.Licence;
import org.proofmark.portal.catalogue.licences.LicenceId;
import org.proofmark.portal.catalogue.licences.Licences;
import org.proofmark.portal.catalogue.licences.Terms;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the gallery counts as ready is what the page of the photo calls ready, whatever way a licence came to cover it. */
class ReadinessTest {
    private final TestPortal portal = TestPortal.shared();
    private final SignedIn creator = portal.person(Role.CREATOR).signedIn();
    private final Works works = portal.bean(Works.class);
    private final Licences licences = portal.bean(Licences.class);
    private final Collections collections = portal.bean(Collections.class);
    private final WorkId first = work();
    private final WorkId second = work();

    @Test
    void aWorkWithoutALicenceIsNotReady() {
        assertReady();
    }

    @Test
    void aLicenceOfAWorkMakesItReadyAndItsEndDoesNot() {
        Licence licence = licensed(new Covers(false, List.of(first), List.of()));
        assertReady(first);
        licence = licences.change(
                creator,
                licence.id(),
                licence.terms(),
                new Covers(false, List.of(second), List.of()),
                licence.version());
        assertReady(second);
        licences.delete(creator, licence.id(), licence.version());
        assertReady();
    }

    @Test
    void aLicenceOfACollectionCountsForWhatIsInItAndInThoseBelow() {
        CollectionId top = collection(Optional.empty());
        CollectionId below = collection(Optional.of(top));
        collections.add(creator, below, List.of(first));
        licensed(new Covers(false, List.of(), List.of(top)));
        assertReady(first);
        collections.add(creator, top, List.of(second));
        assertReady(first, second);
        collections.remove(creator, below, List.of(first));
        assertReady(second);
        collections.delete(creator, top);
        assertReady();
    }

    @Test
    void aCollectionMovedBelowALicensedOneIsLicensed() {
        CollectionId top = collection(Optional.empty());
        CollectionId loose = collection(Optional.empty());
        collections.add(creator, loose, List.of(first));
        licensed(new Covers(false, List.of(), List.of(top)));
        assertReady();
        portal.bean(JdbcClient.class)
                .sql("update catalogue.collection set parent = :top where id = :loose")
                .param("top", top.value())
                .param("loose", loose.value())
                .update();
        assertReady(first);
    }

    @Test
    void aLicenceOfEverythingCountsForWhatComesLater() {
        Licence licence = licensed(Covers.all());
        WorkId third = work();
        assertReady(first, second, third);
        licences.delete(creator, licence.id(), licence.version());
        assertReady();
    }

    @Test
    void theStatementThatNoneWasSoldMakesReady() {
        licences.neverSold(creator, first, true);
        assertReady(first);
        licences.neverSold(creator, first, false);
        assertReady();
    }

    private void assertReady(WorkId... ready) {
        List<WorkId> all = ids(Gallery.Show.ALL);
        List<WorkId> missing = ids(Gallery.Show.NOT_READY);
        assertThat(all)
                .allSatisfy(work -> assertThat(works.find(creator, work)
                                .readiness(licences.of(creator, work).whole())
                                .complete())
                        .isEqualTo(!missing.contains(work)));
        assertThat(all).filteredOn(work -> !missing.contains(work)).containsExactlyInAnyOrder(ready);
        assertThat(works.counts(creator).notReady()).isEqualTo(missing.size());
    }

    private List<WorkId> ids(Gallery.Show show) {
        return works.ids(
                creator,
                new Gallery("", show, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 100));
    }

    private Licence licensed(Covers covers) {
        Terms terms = new Terms(
                "Example Ltd", List.of(), "", "", Optional.empty(), Optional.of(LocalDate.EPOCH), Optional.empty(), "");
        return licences.record(creator, new LicenceId(UUID.randomUUID()), terms, covers);
    }

    private CollectionId collection(Optional<CollectionId> parent) {
        CollectionId id = new CollectionId(UUID.randomUUID());
        collections.make(creator, id, parent, "Collection " + id);
        return id;
    }

    /** A work of which all is known but its licences. */
    private WorkId work() {
        UUID id = UUID.randomUUID();
        portal.bean(JdbcClient.class)
                .sql("""
                insert into catalogue.work (id, holder, file_name, digest, bytes, media_type, width, height, ground, title,
                    caption, creator, credit, copyright, usage_terms, web_statement, licensor_url, keywords, camera, lens,
                    fingerprint, fingerprint_version, enough_detail, monitored, registered_at, shown_at, first_published)
                values (:id, :holder, 'a.jpg', sha256(:digest), 36, 'image/jpeg', 3, 2, 0, '', '', 'Kim', 'Kim', '', '', '',
                    '', '{}', '', '', sha256(:digest), 1, true, true, now(), now(), '2020-01-01')
                """)
                .param("id", id)
                .param("holder", creator.holder().value())
                .param("digest", id.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .update();
        return new WorkId(id);
    }
}
