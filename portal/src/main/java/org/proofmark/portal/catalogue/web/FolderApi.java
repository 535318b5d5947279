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
import org.proofmark.portal.catalogue.folders.Folders;
import org.proofmark.portal.catalogue.folders.WatchedFolder;
import org.proofmark.portal.catalogue.folders.WatchedFolderId;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refusals;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Watched folders, for programs: a holder's own, and for administrators all. */
@RestController
@RequestMapping("/api/v1")
@Allow(Role.CREATOR)
class FolderApi {
    private final Folders folders;
    private final Refusals refusals;

    FolderApi(Folders folders, Refusals refusals) {
        this.folders = folders;
        this.refusals = refusals;
    }

    /**
     * A watched folder.
     *
     * @param trouble why it cannot be looked at
     * @param files what came of its files
     * @param leftOut files that are no pictures by their names
     */
    @Schema(name = "WatchedFolder")
    record Shown(
            WatchedFolderId id,
            String folder,
            String state,
            Optional<Instant> lookedAt,
            Optional<String> trouble,
            WatchedFolder.Counts files,
            long leftOut) {}

    /** Several watched folders. */
    @Schema(name = "WatchedFolderList")
    record ShownFolders(List<Shown> folders) {}

    /** A folder to be watched for the creator with an address. */
    @Schema(name = "FolderToWatch")
    record Wanted(String folder, String email) {}

    @Operation(summary = "Watched folders of the asker")
    @GetMapping("/folders")
    ShownFolders mine(@AuthenticationPrincipal SignedIn me, Locale locale) {
        return new ShownFolders(
                folders.of(me).stream().map(each -> shown(each, locale)).toList());
    }

    @Operation(summary = "One watched folder")
    @GetMapping("/folders/{id}")
    Shown find(@AuthenticationPrincipal SignedIn me, @PathVariable WatchedFolderId id, Locale locale) {
        return shown(folders.find(me, id), locale);
    }

    @Operation(summary = "Let a folder rest")
    @PostMapping("/folders/{id}/paused")
    Shown pause(@AuthenticationPrincipal SignedIn me, @PathVariable WatchedFolderId id, Locale locale) {
        return shown(folders.pause(me, id, true), locale);
    }

    @Operation(summary = "Let a folder be looked at again")
    @PostMapping("/folders/{id}/resumed")
    Shown resume(@AuthenticationPrincipal SignedIn me, @PathVariable WatchedFolderId id, Locale locale) {
        return shown(folders.pause(me, id, false), locale);
    }

    @Operation(summary = "All watched folders")
    @GetMapping("/administration/folders")
    @Allow(Role.ADMINISTRATOR)
    ShownFolders all(Locale locale) {
        return new ShownFolders(
                folders.all().stream().map(each -> shown(each.status(), locale)).toList());
    }

    /** An {@code Idempotency-Key} that is a UUID becomes the folder's id. */
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Have a folder watched for a creator; with an Idempotency-Key the same again is the same folder")
    @PostMapping("/administration/folders")
    @Allow(Role.ADMINISTRATOR)
    ResponseEntity<Shown> watch(
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key,
            @RequestBody Wanted wanted,
            Locale locale) {
        WatchedFolderId id = new WatchedFolderId(key == null ? UUID.randomUUID() : key);
        WatchedFolder made = folders.watch(me, id, wanted.folder(), wanted.email());
        return ResponseEntity.created(URI.create("/api/v1/administration/folders/" + id))
                .body(shown(new WatchedFolder.Status(made, WatchedFolder.Counts.NONE), locale));
    }

    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Watch a folder no more")
    @DeleteMapping("/administration/folders/{id}")
    @Allow(Role.ADMINISTRATOR)
    ResponseEntity<Void> forget(@AuthenticationPrincipal SignedIn me, @PathVariable UUID id) {
        folders.forget(me, new WatchedFolderId(id));
        return ResponseEntity.noContent().build();
    }

    private Shown shown(WatchedFolder.Status status, Locale locale) {
        WatchedFolder folder = status.folder();
        return new Shown(
                folder.id(),
                folder.place(),
                folder.state().name().toLowerCase(Locale.ROOT),
                folder.lookedAt(),
                folder.trouble().map(reason -> refusals.text(reason, locale)),
                status.counts(),
                folder.leftOut());
    }
}
