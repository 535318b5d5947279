package org.proofmark.portal.catalogue.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.ChangeId;
import org.proofmark.portal.catalogue.Changes;
import org.proofmark.portal.catalogue.Collection;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.Collections;
import org.proofmark.portal.catalogue.Edit;
import org.proofmark.portal.catalogue.Gallery;
import org.proofmark.portal.catalogue.History;
import org.proofmark.portal.catalogue.Work;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.Works;
import org.proofmark.portal.catalogue.licences.Licences;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Sha256;
import org.proofmark.portal.platform.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Works, for programs. */
@RestController
@RequestMapping("/api/v1/works")
@Allow(Role.CREATOR)
class WorkApi {
    private static final int MOST_DIGESTS = 100;

    private static final String FROM = "Taken on this day or later: 2024-05-03, 2024-05 or 2024";
    private static final String TO = "Taken on this day or earlier: 2024-05-03, 2024-05 or 2024";
    private static final String AT = "Begin at this day, month or year, where the order is one of time";
    private static final String SORT =
            "newest, oldest (by the time they were taken), added, name, own (of a collection); "
                    + "without it a collection's own, else newest";

    private final Works works;
    private final Changes changes;
    private final Collections collections;
    private final Licences licences;
    private final History history;

    WorkApi(Works works, Changes changes, Collections collections, Licences licences, History history) {
        this.works = works;
        this.changes = changes;
        this.collections = collections;
        this.licences = licences;
        this.history = history;
    }

    /** Digests asked about. */
    @Schema(name = "DigestList")
    record Digests(List<Sha256> digests) {}

    /** Those of them that are registered, with their works. */
    @Schema(name = "KnownWorks")
    record Known(Map<String, WorkId> known) {}

    /** Works in order, and the cursor of those after them. */
    @Schema(name = "WorkList")
    record Stretch(List<Gallery.Frame> works, Optional<String> next) {}

    @PostMapping("/known")
    @Operation(summary = "Which of these files, by their SHA-256, are registered already")
    Known known(@AuthenticationPrincipal SignedIn me, @RequestBody Digests asked) {
        if (asked.digests().size() > MOST_DIGESTS) {
            throw Refused.invalid("refused.ids", MOST_DIGESTS);
        }
        Map<String, WorkId> known = new HashMap<>();
        works.known(me, asked.digests()).forEach((digest, work) -> known.put(digest.hex(), work));
        return new Known(known);
    }

    @GetMapping
    @Operation(summary = "Works, as the gallery shows them")
    Stretch list(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "all") String show,
            @RequestParam(required = false) @Nullable CollectionId collection,
            @RequestParam(defaultValue = "") String category,
            @Parameter(description = FROM) @RequestParam(defaultValue = "") String from,
            @Parameter(description = TO) @RequestParam(defaultValue = "") String to,
            @Parameter(description = SORT) @RequestParam(defaultValue = "") String sort,
            @RequestParam(required = false) @Nullable String after,
            @Parameter(description = AT) @RequestParam(required = false) @Nullable String at,
            @RequestParam(defaultValue = "100") int limit) {
        Gallery.Stretch stretch = works.look(
                me,
                new Asked(q, show, Optional.ofNullable(collection), category, from, to, sort)
                        .gallery(Optional.ofNullable(after), Optional.ofNullable(at), limit));
        return new Stretch(stretch.frames(), stretch.next().map(Object::toString));
    }

    /** Months, the newest first. */
    @Schema(name = "MonthList")
    record Months(List<Counted> months) {}

    /**
     * How many works a month has.
     *
     * @param month {@code 2024-05}
     */
    @Schema(name = "MonthCount")
    record Counted(String month, long works) {}

    @GetMapping("/months")
    @Operation(summary = "How many works there are in each month; at= of the list begins at one of them")
    Months months(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "all") String show,
            @RequestParam(required = false) @Nullable CollectionId collection,
            @RequestParam(defaultValue = "") String category,
            @Parameter(description = FROM) @RequestParam(defaultValue = "") String from,
            @Parameter(description = TO) @RequestParam(defaultValue = "") String to) {
        Asked asked = new Asked(q, show, Optional.ofNullable(collection), category, from, to, "newest");
        return new Months(works.months(me, asked.gallery(Optional.empty(), Optional.empty(), 1)).stream()
                .map(month -> new Counted(month.month().toString(), month.works()))
                .toList());
    }

    @GetMapping("/counts")
    @Operation(summary = "How many works there are of each kind")
    Gallery.Counts counts(@AuthenticationPrincipal SignedIn me) {
        return works.counts(me);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One work")
    ResponseEntity<Work> find(@AuthenticationPrincipal SignedIn me, @PathVariable WorkId id) {
        Work work = works.find(me, id);
        return ResponseEntity.ok().eTag(Tag.of(work.version())).body(work);
    }

    /** What happened to a work, newest first. */
    @Schema(name = "WorkHistory")
    record Past(List<History.Past> history) {}

    @GetMapping("/{id}/history")
    @Operation(summary = "What happened to a work and to its licences, newest first")
    Past history(@AuthenticationPrincipal SignedIn me, @PathVariable WorkId id) {
        return new Past(history.of(me, id, licences.of(me, id).names()));
    }

    /** Collections a work is in. */
    @Schema(name = "WorkCollections")
    record Within(List<Collection> collections) {}

    @GetMapping("/{id}/collections")
    @Operation(summary = "The collections a work is in")
    Within collections(@AuthenticationPrincipal SignedIn me, @PathVariable WorkId id) {
        works.find(me, id);
        return new Within(collections.of(me, id));
    }

    /** What can be taken from a work again. */
    enum Clearable {
        @JsonProperty("firstPublished")
        FIRST_PUBLISHED,
        @JsonProperty("category")
        CATEGORY
    }

    /**
     * What is to be changed on a work; what is absent stays.
     *
     * @param firstPublished a day, {@code 2024-05-03}
     * @param clear what is to be said no longer; an empty text takes a text away
     */
    @Schema(name = "WorkChange")
    record Change(
            Optional<String> title,
            Optional<String> caption,
            Optional<String> creator,
            Optional<String> credit,
            Optional<String> copyright,
            Optional<String> usageTerms,
            Optional<String> webStatement,
            Optional<String> licensor,
            Optional<String> licensorUrl,
            Optional<List<String>> keywords,
            Optional<List<String>> tags,
            Optional<LocalDate> firstPublished,
            Optional<String> firstPublishedAt,
            Optional<String> category,
            Optional<List<Clearable>> clear) {
        Work of(Work old) {
            Work.Texts said = old.texts();
            return old.with(
                    new Work.Texts(
                            title.orElse(said.title()),
                            caption.orElse(said.caption()),
                            creator.orElse(said.creator()),
                            credit.orElse(said.credit()),
                            copyright.orElse(said.copyright()),
                            usageTerms.orElse(said.usageTerms()),
                            webStatement.orElse(said.webStatement()),
                            licensor.orElse(said.licensor()),
                            licensorUrl.orElse(said.licensorUrl())),
                    keywords.orElse(old.keywords()),
                    tags.orElse(old.tags()),
                    kept(Clearable.FIRST_PUBLISHED, firstPublished.or(old::firstPublished)),
                    firstPublishedAt.orElse(old.firstPublishedAt()),
                    kept(Clearable.CATEGORY, category.or(old::category)));
        }

        private <T> Optional<T> kept(Clearable what, Optional<T> value) {
            return clear.filter(all -> all.contains(what)).isPresent() ? Optional.empty() : value;
        }
    }

    /** Works, and whether they are to be monitored. */
    @Schema(name = "Monitoring")
    record Monitored(List<WorkId> works, boolean monitored) {}

    /** How many were changed. */
    @Schema(name = "ChangedCount")
    record Changed(int works) {}

    /** Changes a work that is as it was read: {@code If-Match} names the version, as its {@code ETag} told it. */
    @PatchMapping("/{id}")
    @Operation(summary = "Change what is said about a work; what is left out stays")
    ResponseEntity<Work> change(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable WorkId id,
            @RequestHeader("If-Match") String version,
            @RequestBody Change change) {
        Work work = works.change(me, change.of(works.find(me, id)), Tag.version(version));
        return ResponseEntity.ok().eTag(Tag.of(work.version())).body(work);
    }

    @PostMapping("/monitored")
    @Operation(summary = "Have copies of works looked for, or no longer")
    Changed monitor(@AuthenticationPrincipal SignedIn me, @RequestBody Monitored asked) {
        return new Changed(works.monitor(me, asked.works(), asked.monitored()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a work")
    ResponseEntity<Void> delete(@AuthenticationPrincipal SignedIn me, @PathVariable WorkId id) {
        works.find(me, id);
        works.delete(me, List.of(id));
        return ResponseEntity.noContent().build();
    }

    /** Works, and what is to be changed on all of them; what is left out stays as it is on each. */
    @Schema(name = "WorkEdit")
    record Edited(
            List<WorkId> works,
            Optional<String> title,
            Optional<String> caption,
            Optional<String> creator,
            Optional<String> credit,
            Optional<String> copyright,
            Optional<String> category,
            Optional<LocalDate> firstPublished,
            Optional<String> firstPublishedAt,
            Optional<List<String>> addKeywords,
            Optional<List<String>> removeKeywords,
            Optional<List<String>> addTags,
            Optional<List<String>> removeTags) {
        Edit edit() {
            return new Edit(
                    title,
                    caption,
                    creator,
                    credit,
                    copyright,
                    category,
                    firstPublished,
                    firstPublishedAt,
                    addKeywords.orElse(List.of()),
                    removeKeywords.orElse(List.of()),
                    addTags.orElse(List.of()),
                    removeTags.orElse(List.of()));
        }
    }

    /** How many works were changed, and by which name that is taken back. */
    @Schema(name = "WorksChanged")
    record Made(int works, ChangeId change) {}

    @PostMapping("/edited")
    @Operation(
            summary =
                    "Change many works alike; it can be taken back for thirty days, and the same Idempotency-Key makes"
                            + " it once")
    Made edit(
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key,
            @RequestBody Edited asked) {
        ChangeId change = new ChangeId(key == null ? UUID.randomUUID() : key);
        return new Made(changes.make(me, change, few(asked.works()), asked.edit(), Set.of()), change);
    }

    @PostMapping("/edited/{change}/undo")
    @Operation(summary = "Take a change of many works back; what was changed again since stays")
    Changes.TakenBack takeBack(@AuthenticationPrincipal SignedIn me, @PathVariable ChangeId change) {
        return changes.takeBack(me, change);
    }

    /** Works. */
    @Schema(name = "WorkSelection")
    record Chosen(List<WorkId> works) {}

    @PostMapping("/deleted")
    @Operation(summary = "Delete many works")
    Changed deleteAll(@AuthenticationPrincipal SignedIn me, @RequestBody Chosen asked) {
        return new Changed(works.delete(me, few(asked.works())));
    }

    private static List<WorkId> few(List<WorkId> works) {
        if (works.size() > Selection.MOST) {
            throw Refused.invalid("refused.selection", Selection.MOST);
        }
        return works;
    }
}
