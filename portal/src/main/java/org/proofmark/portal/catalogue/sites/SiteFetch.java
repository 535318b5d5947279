package org.proofmark.portal.catalogue.sites;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.proofmark.portal.catalogue.UploadId;
import org.proofmark.portal.catalogue.Uploads;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refused;
import org.proofmark.scout.fetch.Gate;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.springframework.stereotype.Component;

/** Fetches a site's pictures, one at a step, and gives them to the uploads. */
@Component
class SiteFetch {
    private static final int ATTEMPTS = 3;

    private final PictureStore pictures;
    private final SiteWeb web;
    private final Uploads uploads;
    private final People people;

    SiteFetch(PictureStore pictures, SiteWeb web, Uploads uploads, People people) {
        this.pictures = pictures;
        this.web = web;
        this.uploads = uploads;
        this.people = people;
    }

    /** Fetches the next picture; answers whether there was one. */
    boolean step(SiteImport site) throws InterruptedException, IOException {
        Optional<PictureStore.Next> next = pictures.next(site.id());
        if (next.isPresent()) {
            fetch(site, next.get());
        }
        return next.isPresent();
    }

    private void fetch(SiteImport site, PictureStore.Next picture) throws InterruptedException, IOException {
        Naming naming = picture.naming();
        Request request = Request.image(naming.address());
        Outcome outcome = web.ask(naming.page().map(request::from).orElse(request), Gate.OPEN);
        if (outcome instanceof Outcome.Fetched fetched) {
            take(site, picture, fetched.body());
        } else if (SiteWeb.isPassing(outcome) && picture.attempts() < ATTEMPTS - 1) {
            pictures.again(site.id(), picture.position());
        } else if (naming.instead().isPresent()) {
            pictures.smaller(site.id(), picture.position());
        } else {
            pictures.failed(site.id(), picture.position(), SiteWeb.reason(outcome));
        }
    }

    /** Taken twice because a kill came between, it is the same upload. */
    private void take(SiteImport site, PictureStore.Next picture, byte[] body) throws IOException {
        UploadId id = new UploadId(
                UUID.nameUUIDFromBytes((site.id() + "/" + picture.position()).getBytes(StandardCharsets.UTF_8)));
        uploads.take(
                owner(site),
                id,
                Naming.file(picture.naming().address()),
                picture.naming().stated(),
                new ByteArrayInputStream(body));
        pictures.fetched(site.id(), picture.position(), id);
    }

    /** In whose name pictures are taken, while that person may register them. */
    private SignedIn owner(SiteImport site) {
        return people.now(new SignedIn(site.person(), site.holder(), "", Set.of(), true))
                .filter(person -> person.is(Role.CREATOR) && person.holder().equals(site.holder()))
                .orElseThrow(() -> new Refused(Refused.Kind.FORBIDDEN, "refused.forbidden"));
    }
}
