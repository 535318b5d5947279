package org.proofmark.portal.catalogue.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.Upload;
import org.proofmark.portal.catalogue.UploadId;
import org.proofmark.portal.catalogue.Uploads;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Sha256;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Resumable uploads as tus 1.0.0 has them (core, creation, termination), and what became of them. An {@code Idempotency-Key} that
 * is a UUID becomes the upload's id, so that a creation tried again is the same upload.
 */
@RestController
@RequestMapping("/api/v1/uploads")
@Allow(Role.CREATOR)
class UploadApi {
    private static final String VERSION = "1.0.0";
    private static final int MOST_IDS = 100;

    private final Uploads uploads;
    private final Refusals refusals;

    UploadApi(Uploads uploads, Refusals refusals) {
        this.uploads = uploads;
        this.refusals = refusals;
    }

    /** One upload as the API shows it. */
    @Schema(name = "Upload")
    record Shown(UploadId id, String name, String state, Optional<UUID> work, Optional<String> reason) {}

    /** Several uploads. */
    @Schema(name = "UploadList")
    record ShownUploads(List<Shown> uploads) {}

    @RequestMapping(method = RequestMethod.OPTIONS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "What the resumable uploads here can do")
    ResponseEntity<Void> options() {
        return ResponseEntity.noContent()
                .header("Tus-Resumable", VERSION)
                .header("Tus-Version", VERSION)
                .header("Tus-Extension", "creation,termination")
                .header("Tus-Max-Size", Long.toString(Uploads.LARGEST))
                .build();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary =
                    "Begin an upload; with an Idempotency-Key, which becomes its id, the same again is the same upload")
    ResponseEntity<Void> create(
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader("Upload-Length") long length,
            @RequestHeader(name = "Upload-Metadata", defaultValue = "") String metadata,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key) {
        Map<String, String> said = metadata(metadata);
        UploadId id = new UploadId(key == null ? UUID.randomUUID() : key);
        uploads.begin(
                me,
                id,
                said.getOrDefault("filename", ""),
                length,
                Optional.ofNullable(said.get("digest"))
                        .filter(hex -> !hex.isEmpty())
                        .map(UploadApi::digest));
        return ResponseEntity.created(URI.create("/api/v1/uploads/" + id))
                .header("Tus-Resumable", VERSION)
                .header("Upload-Offset", "0")
                .build();
    }

    private static Sha256 digest(String hex) {
        try {
            return Sha256.parse(hex);
        } catch (IllegalArgumentException odd) {
            throw Refused.invalid("refused.digestForm");
        }
    }

    /** Names and values in base64, apart by commas (tus 1.0.0, Upload-Metadata). */
    private static Map<String, String> metadata(String header) {
        Map<String, String> said = new HashMap<>();
        for (String pair : header.split(",", -1)) {
            String[] parts = pair.strip().split(" ", 2);
            try {
                said.put(
                        parts[0],
                        parts.length < 2
                                ? ""
                                : new String(Base64.getDecoder().decode(parts[1].strip()), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException odd) {
                throw Refused.invalid("refused.uploadMetadata");
            }
        }
        return said;
    }

    @RequestMapping(path = "/{id}", method = RequestMethod.HEAD)
    @Operation(summary = "How much of an upload has arrived")
    ResponseEntity<Void> offset(@AuthenticationPrincipal SignedIn me, @PathVariable UploadId id) throws IOException {
        Upload upload = uploads.find(me, id);
        return ResponseEntity.ok()
                .header("Tus-Resumable", VERSION)
                .header("Cache-Control", "no-store")
                .header("Upload-Offset", Long.toString(uploads.offset(me, id)))
                .header("Upload-Length", Long.toString(upload.length()))
                .build();
    }

    @PatchMapping(path = "/{id}", consumes = "application/offset+octet-stream")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Send on from where an upload has arrived")
    ResponseEntity<Void> append(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable UploadId id,
            @RequestHeader("Upload-Offset") long offset,
            HttpServletRequest request)
            throws IOException {
        long now = uploads.append(me, id, offset, request.getInputStream());
        return ResponseEntity.noContent()
                .header("Tus-Resumable", VERSION)
                .header("Upload-Offset", Long.toString(now))
                .build();
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Break an upload off")
    ResponseEntity<Void> cancel(@AuthenticationPrincipal SignedIn me, @PathVariable UploadId id) throws IOException {
        uploads.cancel(me, id);
        return ResponseEntity.noContent().header("Tus-Resumable", VERSION).build();
    }

    @GetMapping("/{id}")
    @Operation(summary = "What became of an upload")
    Shown find(@AuthenticationPrincipal SignedIn me, @PathVariable UploadId id, Locale locale) {
        return shown(uploads.find(me, id), locale);
    }

    @GetMapping
    @Operation(summary = "What became of these uploads, or of the latest ones")
    ShownUploads list(
            @AuthenticationPrincipal SignedIn me, @RequestParam(defaultValue = "") List<UploadId> ids, Locale locale) {
        if (ids.size() > MOST_IDS) {
            throw Refused.invalid("refused.ids", MOST_IDS);
        }
        List<Upload> found = ids.isEmpty() ? uploads.latest(me, MOST_IDS) : uploads.find(me, ids);
        return new ShownUploads(
                found.stream().map(upload -> shown(upload, locale)).toList());
    }

    private Shown shown(Upload upload, Locale locale) {
        String state = upload.state() == Upload.State.RECEIVED
                ? "processing"
                : upload.state().name().toLowerCase(Locale.ROOT);
        return new Shown(
                upload.id(),
                upload.name(),
                state,
                upload.work().map(work -> work.value()),
                upload.reason().map(reason -> refusals.text(reason, locale)));
    }
}
