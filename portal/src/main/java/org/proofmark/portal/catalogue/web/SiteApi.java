package org.proofmark.portal.catalogue.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.sites.SiteImport;
import org.proofmark.portal.catalogue.sites.SiteImportId;
import org.proofmark.portal.catalogue.sites.SiteImports;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refusals;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Imports from sites of one's own, for programs. An {@code Idempotency-Key} that is a UUID becomes the import's id. */
@RestController
@RequestMapping("/api/v1/imports")
@Allow(Role.CREATOR)
class SiteApi {
    private final SiteImports imports;
    private final Refusals refusals;

    SiteApi(SiteImports imports, Refusals refusals) {
        this.imports = imports;
        this.refusals = refusals;
    }

    /** The address of a site, or of one of its lists. */
    @Schema(name = "SiteToImport")
    record Wanted(String address) {}

    /** Whether one declares to have the rights to the pictures. */
    record Declared(boolean rights) {}

    /**
     * An import.
     *
     * @param state looking, ready, running, done or cancelled
     * @param declared when the rights were declared
     * @param more whether the site has more than is taken at once
     */
    @Schema(name = "SiteImport")
    record Shown(
            SiteImportId id,
            String address,
            String state,
            Instant begun,
            Optional<Instant> declared,
            boolean more,
            SiteImport.Counts pictures) {}

    /** Several imports. */
    @Schema(name = "SiteImportList")
    record ShownImports(List<Shown> imports) {}

    /** A document of the site that named pictures, or could not be read. */
    record ShownSource(String address, String kind, int images, Optional<String> reason) {}

    /** Several documents. */
    record ShownSources(List<ShownSource> sources) {}

    /**
     * A picture.
     *
     * @param state found, failed, processing, registered, duplicate, near_duplicate or refused
     */
    record ShownPicture(String address, String title, String state, Optional<WorkId> work, Optional<String> reason) {}

    /** Pictures in the order they were found, and the cursor of those after them. */
    record ShownPictures(List<ShownPicture> pictures, Optional<String> next) {}

    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary =
                    "Begin an import: the site is looked at first; with an Idempotency-Key the same again is the same import")
    @PostMapping
    ResponseEntity<Shown> begin(
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key,
            @RequestBody Wanted wanted) {
        SiteImportId id = new SiteImportId(key == null ? UUID.randomUUID() : key);
        SiteImport.Status begun = imports.begin(me, id, wanted.address());
        return ResponseEntity.created(URI.create("/api/v1/imports/" + id)).body(shown(begun));
    }

    @Operation(summary = "The latest imports")
    @GetMapping
    ShownImports latest(@AuthenticationPrincipal SignedIn me) {
        return new ShownImports(imports.latest(me).stream().map(SiteApi::shown).toList());
    }

    @Operation(summary = "One import")
    @GetMapping("/{id}")
    Shown find(@AuthenticationPrincipal SignedIn me, @PathVariable SiteImportId id) {
        return shown(imports.find(me, id));
    }

    @Operation(summary = "Documents that named its pictures, or could not be read")
    @GetMapping("/{id}/sources")
    ShownSources sources(@AuthenticationPrincipal SignedIn me, @PathVariable SiteImportId id, Locale locale) {
        return new ShownSources(imports.sources(me, id).stream()
                .map(source -> new ShownSource(
                        source.address(),
                        source.kind().name().toLowerCase(Locale.ROOT),
                        source.images(),
                        source.reason().map(reason -> refusals.text(reason, locale))))
                .toList());
    }

    @Operation(summary = "Its pictures, in the order they were found")
    @GetMapping("/{id}/pictures")
    ShownPictures pictures(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable SiteImportId id,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit,
            Locale locale) {
        List<SiteImport.Picture> found = imports.pictures(me, id, after, false, limit);
        return new ShownPictures(
                found.stream().map(picture -> shown(picture, locale)).toList(),
                found.size() < limit
                        ? Optional.empty()
                        : Optional.of(Long.toString(found.getLast().position())));
    }

    private ShownPicture shown(SiteImport.Picture picture, Locale locale) {
        String waiting = picture.reason().isPresent() ? "failed" : "found";
        String state = picture.state()
                .map(one -> one.ended() ? one.name().toLowerCase(Locale.ROOT) : "processing")
                .orElse(waiting);
        return new ShownPicture(
                picture.address(),
                picture.title(),
                state,
                picture.work(),
                picture.reason().map(reason -> refusals.text(reason, locale)));
    }

    @Operation(summary = "Fetch the pictures; the rights to them are declared")
    @PostMapping("/{id}/started")
    Shown start(@AuthenticationPrincipal SignedIn me, @PathVariable SiteImportId id, @RequestBody Declared declared) {
        return shown(imports.start(me, id, declared.rights()));
    }

    @Operation(summary = "Stop an import; what came stays")
    @PostMapping("/{id}/cancelled")
    Shown cancel(@AuthenticationPrincipal SignedIn me, @PathVariable SiteImportId id) {
        return shown(imports.cancel(me, id));
    }

    private static Shown shown(SiteImport.Status status) {
        SiteImport site = status.site();
        return new Shown(
                site.id(),
                site.address(),
                site.state().name().toLowerCase(Locale.ROOT),
                site.begun(),
                site.declared(),
                site.cut(),
                status.counts());
    }
}
