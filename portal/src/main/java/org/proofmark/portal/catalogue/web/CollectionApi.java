package org.proofmark.portal.catalogue.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.Categories;
import org.proofmark.portal.catalogue.Collection;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.Collections;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Collections and subjects, for programs. An {@code Idempotency-Key} that is a UUID becomes the collection's id. */
@RestController
@RequestMapping("/api/v1")
@Allow(Role.CREATOR)
class CollectionApi {
    private final Collections collections;
    private final Categories categories;

    CollectionApi(Collections collections, Categories categories) {
        this.collections = collections;
        this.categories = categories;
    }

    /** A collection to be made or changed. */
    record Wanted(String name, Optional<CollectionId> parent, Optional<Integer> position) {}

    /** Works to be put in or taken out. */
    record Chosen(List<WorkId> works) {}

    /** All collections: those that stand in none first, each group in its order. */
    record All(List<Collection> collections) {}

    /** How many works were put in or taken out. */
    record Moved(int works) {}

    /** The subject list. */
    record Subjects(List<Categories.Category> categories) {}

    @GetMapping("/collections")
    All all(@AuthenticationPrincipal SignedIn me) {
        return new All(collections.all(me));
    }

    @PostMapping("/collections")
    ResponseEntity<Collection> make(
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key,
            @RequestBody Wanted wanted) {
        CollectionId id = new CollectionId(key == null ? UUID.randomUUID() : key);
        Collection made = collections.make(me, id, wanted.parent(), wanted.name());
        return ResponseEntity.created(URI.create("/api/v1/collections/" + id))
                .eTag(Tag.of(made.version()))
                .body(made);
    }

    @GetMapping("/collections/{id}")
    ResponseEntity<Collection> find(@AuthenticationPrincipal SignedIn me, @PathVariable CollectionId id) {
        Collection found = collections.find(me, id);
        return ResponseEntity.ok().eTag(Tag.of(found.version())).body(found);
    }

    @PutMapping("/collections/{id}")
    ResponseEntity<Collection> change(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable CollectionId id,
            @RequestHeader("If-Match") String version,
            @RequestBody Wanted wanted) {
        Collection there = collections.find(me, id);
        Collection changed = collections.change(
                me,
                new Collection(
                        id,
                        wanted.parent(),
                        wanted.name(),
                        wanted.position().orElse(there.position()),
                        there.works(),
                        there.version()),
                Tag.version(version));
        return ResponseEntity.ok().eTag(Tag.of(changed.version())).body(changed);
    }

    @DeleteMapping("/collections/{id}")
    ResponseEntity<Void> delete(@AuthenticationPrincipal SignedIn me, @PathVariable CollectionId id) {
        collections.delete(me, id);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/collections/{id}/works")
    Moved add(@AuthenticationPrincipal SignedIn me, @PathVariable CollectionId id, @RequestBody Chosen chosen) {
        return new Moved(collections.add(me, id, chosen.works()));
    }

    @PostMapping("/collections/{id}/works/removed")
    Moved remove(@AuthenticationPrincipal SignedIn me, @PathVariable CollectionId id, @RequestBody Chosen chosen) {
        return new Moved(collections.remove(me, id, chosen.works()));
    }

    @GetMapping("/categories")
    Subjects categories() {
        return new Subjects(categories.all());
    }
}
