package org.proofmark.portal.catalogue.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.Collection;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.Collections;
import org.proofmark.portal.catalogue.Gallery;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.Works;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Tag;
import org.springframework.http.HttpStatus;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Collections, for programs. An {@code Idempotency-Key} that is a UUID becomes the collection's id. */
@RestController
@RequestMapping("/api/v1")
@Allow(Role.CREATOR)
class CollectionApi {
    private static final int MOST = 500;

    private final Works works;
    private final Collections collections;

    CollectionApi(Works works, Collections collections) {
        this.works = works;
        this.collections = collections;
    }

    /** A collection to be made or changed. */
    @Schema(name = "CollectionTerms")
    record Wanted(String name, Optional<CollectionId> parent, Optional<Integer> position) {}

    /** Works to be put in or taken out. */
    @Schema(name = "WorkChoice")
    record Chosen(List<WorkId> works) {}

    /** Collections: those that stand in none first, each group in its order; and after which to go on. */
    @Schema(name = "CollectionList")
    record Some(List<Collection> collections, Optional<CollectionId> next) {}

    /** A collection's works, in their order, and after which to go on. */
    @Schema(name = "WorkIds")
    record Within(List<WorkId> works, Optional<WorkId> next) {}

    /** How many works were put in, taken out or changed. */
    @Schema(name = "WorkCount")
    record Moved(int works) {}

    @GetMapping("/collections")
    @Operation(summary = "All collections")
    Some all(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(required = false) @Nullable CollectionId after,
            @RequestParam(defaultValue = "100") int limit) {
        List<Collection> found = collections.some(me, Optional.ofNullable(after), checked(limit) + 1);
        return new Some(
                found.stream().limit(limit).toList(),
                found.size() > limit ? Optional.of(found.get(limit - 1).id()) : Optional.empty());
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refused.invalid("refused.limit");
        }
        return limit;
    }

    @PostMapping("/collections")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a collection")
    ResponseEntity<Collection> make(
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key,
            @RequestBody Wanted wanted) {
        CollectionId id = new CollectionId(key == null ? UUID.randomUUID() : key);
        Collection made = collections.make(me, id, wanted.parent(), wanted.name());
        return ResponseEntity.created(URI.create("/api/v1/collections/" + id))
                .eTag(tag(made))
                .body(made);
    }

    /** Works come and go without a new version of their collection. */
    private static String tag(Collection collection) {
        return Tag.of(collection.version(), collection);
    }

    @GetMapping("/collections/{id}")
    @Operation(summary = "One collection")
    ResponseEntity<Collection> find(@AuthenticationPrincipal SignedIn me, @PathVariable CollectionId id) {
        Collection found = collections.find(me, id);
        return ResponseEntity.ok().eTag(tag(found)).body(found);
    }

    @PutMapping("/collections/{id}")
    @Operation(summary = "Change a collection")
    ResponseEntity<Collection> change(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable CollectionId id,
            @RequestHeader("If-Match") String version,
            @RequestBody Wanted wanted) {
        Collection there = collections.find(me, id);
        Tag.check(version, tag(there));
        Collection changed = collections.change(
                me,
                new Collection(
                        id,
                        wanted.parent(),
                        wanted.name(),
                        wanted.position().orElse(there.position()),
                        there.works(),
                        there.version()),
                there.version());
        return ResponseEntity.ok().eTag(tag(changed)).body(changed);
    }

    @DeleteMapping("/collections/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a collection; what is in it stays")
    ResponseEntity<Void> delete(@AuthenticationPrincipal SignedIn me, @PathVariable CollectionId id) {
        collections.delete(me, id);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/collections/{id}/works")
    @Operation(summary = "The works in a collection, in their order")
    Within works(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable CollectionId id,
            @RequestParam(required = false) @Nullable WorkId after,
            @RequestParam(defaultValue = "100") int limit) {
        collections.find(me, id);
        List<WorkId> found = collections.works(me, id, Optional.ofNullable(after), checked(limit) + 1);
        return new Within(
                found.stream().limit(limit).toList(),
                found.size() > limit ? Optional.of(found.get(limit - 1)) : Optional.empty());
    }

    @PostMapping("/collections/{id}/works")
    @Operation(summary = "Put works into a collection")
    Moved add(@AuthenticationPrincipal SignedIn me, @PathVariable CollectionId id, @RequestBody Chosen chosen) {
        return new Moved(collections.add(me, id, chosen.works()));
    }

    @PostMapping("/collections/{id}/works/removed")
    @Operation(summary = "Take works out of a collection")
    Moved remove(@AuthenticationPrincipal SignedIn me, @PathVariable CollectionId id, @RequestBody Chosen chosen) {
        return new Moved(collections.remove(me, id, chosen.works()));
    }

    @PutMapping("/collections/{id}/works")
    @Operation(summary = "Put a collection's works in order; those not named stand behind the others, as they stood")
    Within order(@AuthenticationPrincipal SignedIn me, @PathVariable CollectionId id, @RequestBody Chosen order) {
        collections.order(me, id, order.works());
        return new Within(collections.works(me, id), Optional.empty());
    }

    /**
     * Works to be moved.
     *
     * @param before the work they then stand before; without it they stand last
     */
    @Schema(name = "WorkMove")
    record Move(List<WorkId> works, Optional<WorkId> before) {}

    @PostMapping("/collections/{id}/works/moved")
    @Operation(summary = "Move works in a collection's order")
    Within move(@AuthenticationPrincipal SignedIn me, @PathVariable CollectionId id, @RequestBody Move move) {
        collections.move(me, id, move.works(), move.before());
        return new Within(collections.works(me, id), Optional.empty());
    }

    /** Whether works are to be monitored. */
    @Schema(name = "CollectionMonitoring")
    record Monitored(boolean monitored) {}

    @PostMapping("/collections/{id}/monitored")
    @Operation(summary = "Have copies of all works in a collection, and in those within it, looked for, or no longer")
    Moved monitor(@AuthenticationPrincipal SignedIn me, @PathVariable CollectionId id, @RequestBody Monitored asked) {
        collections.find(me, id);
        Gallery all = CollectionPages.within(id).gallery(Optional.empty(), Optional.empty(), 1);
        return new Moved(works.monitor(me, works.ids(me, all), asked.monitored()));
    }
}
