package org.proofmark.portal.catalogue.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.Categories;
import org.proofmark.portal.catalogue.ChangeId;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.Collections;
import org.proofmark.portal.catalogue.FullPictures;
import org.proofmark.portal.catalogue.Gallery;
import org.proofmark.portal.catalogue.History;
import org.proofmark.portal.catalogue.Work;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.WorkUses;
import org.proofmark.portal.catalogue.Works;
import org.proofmark.portal.catalogue.licences.Licences;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The gallery, and the page of one photo. */
@Controller
@Allow(Role.CREATOR)
class PhotoPages {
    private static final int FRAMES = 120;

    /** Uses listed on the page of a photo. */
    private static final int USES = 8;

    private final Works works;
    private final Collections collections;
    private final Categories categories;
    private final Licences licences;
    private final History history;
    private final FullPictures full;
    private final Refusals refusals;

    PhotoPages(
            Works works,
            Collections collections,
            Categories categories,
            Licences licences,
            History history,
            FullPictures full,
            Refusals refusals) {
        this.works = works;
        this.collections = collections;
        this.categories = categories;
        this.licences = licences;
        this.history = history;
        this.full = full;
        this.refusals = refusals;
    }

    @GetMapping("/photos")
    ModelAndView photos(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "all") String show,
            @RequestParam(required = false) @Nullable CollectionId collection,
            @RequestParam(defaultValue = "") String category,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable Integer changed,
            @RequestParam(required = false) @Nullable ChangeId change,
            @RequestParam(required = false) @Nullable Integer back,
            @RequestParam(defaultValue = "0") int stayed,
            @RequestHeader(name = "X-Fragment", required = false) @Nullable String fragment) {
        Asked asked = new Asked(q, show, Optional.ofNullable(collection), category, from, to, sort);
        Gallery gallery = asked.gallery(Optional.ofNullable(after), Optional.ofNullable(at), FRAMES);
        Map<String, Object> model = new HashMap<>();
        Gallery.Stretch stretch = works.look(me, gallery);
        boolean grid = "grid".equals(fragment);
        List<Gallery.Month> months = grid ? works.months(me, gallery, stretch) : works.months(me, gallery);
        model.put("chunks", Chunk.of(stretch, months, gallery));
        model.put("next", stretch.next().map(Object::toString).orElse(null));
        model.put("asked", asked);
        model.put("show", show);
        model.put(
                "uses",
                works.uses(me, stretch.frames().stream().map(Gallery.Frame::id).toList()));
        if (grid) {
            return new ModelAndView("photos :: grid", model);
        }
        model.put(
                "collection",
                asked.collection().map(id -> collections.find(me, id)).orElse(null));
        model.put("collections", collections.names(me));
        model.put("categories", categories.all());
        model.put("counts", works.counts(me));
        model.put("matched", works.found(me, false));
        model.put("newMatches", works.found(me, true));
        model.put("months", gallery.sort().byMonth() ? months : List.of());
        model.put("found", months.stream().mapToLong(Gallery.Month::works).sum());
        model.put("changed", changed);
        model.put("change", change);
        model.put("back", back);
        model.put("stayed", stayed);
        model.put("limit", works.monitoredLimit(me));
        return new ModelAndView("photos", model);
    }

    @PostMapping("/photos/monitored")
    String monitor(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(name = "id", defaultValue = "") List<WorkId> ids,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String search,
            @RequestParam boolean on,
            @RequestHeader(name = HttpHeaders.REFERER, required = false) @Nullable String from) {
        works.monitor(me, Selection.of(me, works, ids, all, search).ids(), on);
        return back(from);
    }

    private static String back(@Nullable String from) {
        try {
            java.net.URI uri = java.net.URI.create(from == null ? "/photos" : from);
            String path = uri.getRawPath();
            boolean ours = path != null && path.startsWith("/photos");
            return "redirect:" + (ours ? path + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()) : "/photos");
        } catch (IllegalArgumentException odd) {
            return "redirect:/photos";
        }
    }

    @GetMapping("/photos/{id}")
    ModelAndView photo(@AuthenticationPrincipal SignedIn me, @PathVariable WorkId id) {
        Work work = works.find(me, id);
        return photo(me, work, PhotoForm.of(work));
    }

    private ModelAndView photo(SignedIn me, Work work, PhotoForm form) {
        WorkId id = work.id();
        Licences.Known licensed = licences.of(me, id);
        Map<String, Object> model = new HashMap<>();
        model.put("history", history.of(me, id, licensed.names()));
        model.put("carriesLabel", Works.carriesLabel(work));
        model.put("work", work);
        model.put("form", form);
        model.put("errors", List.of());
        model.put("uses", works.uses(me, List.of(id)).getOrDefault(id, new WorkUses.Count(0, 0, 0)));
        model.put("surest", works.surest(me, id, USES));
        model.put("full", FullPictures.larger(work));
        model.put("part", FullPictures.smaller(work));
        model.put("ready", work.readiness(licensed.whole()));
        model.put("licensed", licensed);
        model.put("today", licences.today());
        model.put("collections", collections.of(me, id));
        model.put("categories", categories.all());
        return new ModelAndView("photo", model);
    }

    /** What was typed stays in the form, whatever it is refused for. */
    @PostMapping("/photos/{id}")
    ModelAndView change(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable WorkId id,
            @RequestParam int version,
            @RequestParam String title,
            @RequestParam String caption,
            @RequestParam String creator,
            @RequestParam String credit,
            @RequestParam String copyright,
            @RequestParam(required = false) @Nullable String usageTerms,
            @RequestParam(required = false) @Nullable String webStatement,
            @RequestParam(required = false) @Nullable String licensor,
            @RequestParam(required = false) @Nullable String licensorUrl,
            @RequestParam String keywords,
            @RequestParam String tags,
            @RequestParam(defaultValue = "") String firstPublished,
            @RequestParam String firstPublishedAt,
            @RequestParam(defaultValue = "") String category,
            HttpServletResponse response,
            Locale locale) {
        Work work = works.find(me, id);
        Work.Texts old = work.texts();
        PhotoForm form = new PhotoForm(
                version,
                title,
                caption,
                creator,
                credit,
                copyright,
                said(usageTerms, old.usageTerms()),
                said(webStatement, old.webStatement()),
                said(licensor, old.licensor()),
                said(licensorUrl, old.licensorUrl()),
                keywords,
                tags,
                firstPublished,
                firstPublishedAt,
                category);
        try {
            works.change(me, form.onto(work), version);
            return new ModelAndView("redirect:/photos/" + id + "?saved");
        } catch (Refused refused) {
            boolean changed = refused.kind() == Refused.Kind.CHANGED;
            Refused told = changed ? new Refused(Refused.Kind.CHANGED, "refused.photoChanged") : refused;
            Work now = works.find(me, id);
            return refusals.again(photo(me, now, changed ? form.over(now) : form), told, response, locale);
        }
    }

    private static String said(@Nullable String text, String old) {
        return text == null ? old : text.strip();
    }

    /** A rendition, never the file that came in; its bytes never change, so that a browser may keep it. */
    @GetMapping("/photos/{id}/picture/{longSide}")
    ResponseEntity<InputStreamResource> picture(
            @AuthenticationPrincipal SignedIn me, @PathVariable WorkId id, @PathVariable int longSide)
            throws java.io.IOException {
        return shown(works.picture(me, id, longSide));
    }

    /** All pixels of the work, as many as a rendition can have: made when first asked for. */
    @GetMapping("/photos/{id}/picture/full")
    ResponseEntity<InputStreamResource> full(@AuthenticationPrincipal SignedIn me, @PathVariable WorkId id)
            throws java.io.IOException {
        return shown(full.picture(me, id));
    }

    private static ResponseEntity<InputStreamResource> shown(Works.Picture picture) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(picture.mediaType()))
                .cacheControl(CacheControl.maxAge(java.time.Duration.ofDays(365))
                        .cachePrivate()
                        .immutable())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(new InputStreamResource(picture.bytes()));
    }

    /** The file that came in, as a download that no browser shows. */
    @GetMapping("/photos/{id}/original")
    ResponseEntity<InputStreamResource> original(@AuthenticationPrincipal SignedIn me, @PathVariable WorkId id)
            throws java.io.IOException {
        Work work = works.find(me, id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(work.bytes())
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(work.fileName(), java.nio.charset.StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(new InputStreamResource(works.original(me, id)));
    }
}
