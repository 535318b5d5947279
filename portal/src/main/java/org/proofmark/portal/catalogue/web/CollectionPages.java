package org.proofmark.portal.catalogue.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.Collection;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.Collections;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.Works;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages of collections. What is in one is the gallery's matter: {@code /photos?collection=…}. */
@Controller
@Allow(Role.CREATOR)
class CollectionPages {
    private static final int PAGE = 60;

    private final Works works;
    private final Collections collections;
    private final Refusals refusals;

    CollectionPages(Works works, Collections collections, Refusals refusals) {
        this.works = works;
        this.collections = collections;
        this.refusals = refusals;
    }

    /** A collection as the page shows it. */
    record Shown(Collection collection, List<WorkId> cover, List<Collection> within) {}

    @GetMapping("/collections")
    ModelAndView all(
            @AuthenticationPrincipal SignedIn me, @RequestParam(required = false) @Nullable CollectionId after) {
        return page(me, "", List.of(), after);
    }

    /** @param after the collection after which the page begins; none: at the first */
    private ModelAndView page(SignedIn me, String name, List<String> errors, @Nullable CollectionId after) {
        List<Collection> all = collections.all(me);
        List<Collection> tops =
                all.stream().filter(one -> one.parent().isEmpty()).toList();
        List<Collection> rest = tops.stream()
                .dropWhile(one -> after != null && !one.id().equals(after))
                .skip(after == null ? 0 : 1)
                .toList();
        List<Shown> shown = new ArrayList<>();
        for (Collection top : rest.subList(0, Math.min(PAGE, rest.size()))) {
            List<Collection> within = all.stream()
                    .filter(other -> other.parent().filter(top.id()::equals).isPresent())
                    .toList();
            shown.add(new Shown(top, collections.cover(me, top.id()), within));
        }
        String more = rest.size() > PAGE ? shown.getLast().collection().id().toString() : "";
        return new ModelAndView(
                "collections",
                Map.of("collections", shown, "tops", tops, "more", more, "name", name, "errors", errors));
    }

    @PostMapping("/collections")
    ModelAndView make(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String name,
            @RequestParam(required = false) @Nullable CollectionId parent,
            Locale locale) {
        try {
            collections.make(me, new CollectionId(UUID.randomUUID()), Optional.ofNullable(parent), name);
            return new ModelAndView("redirect:/collections");
        } catch (Refused refused) {
            ModelAndView page = page(me, name, List.of(refusals.text(refused, locale)), null);
            page.setStatus(HttpStatus.valueOf(refused.kind().status()));
            return page;
        }
    }

    @GetMapping("/collections/{id}")
    ModelAndView one(@AuthenticationPrincipal SignedIn me, @PathVariable CollectionId id) {
        Collection collection = collections.find(me, id);
        List<Collection> above = collections.all(me).stream()
                .filter(other -> other.parent().isEmpty() && !other.id().equals(id))
                .toList();
        return new ModelAndView("collection", Map.of("collection", collection, "above", above));
    }

    @PostMapping("/collections/{id}")
    String change(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable CollectionId id,
            @RequestParam int version,
            @RequestParam String name,
            @RequestParam int position,
            @RequestParam(required = false) @Nullable CollectionId parent) {
        Collection there = collections.find(me, id);
        collections.change(
                me,
                new Collection(id, Optional.ofNullable(parent), name.strip(), position, there.works(), version),
                version);
        return "redirect:/collections";
    }

    @PostMapping("/collections/{id}/deleted")
    String delete(@AuthenticationPrincipal SignedIn me, @PathVariable CollectionId id) {
        collections.delete(me, id);
        return "redirect:/collections";
    }

    @PostMapping("/collections/{id}/works/removed")
    String remove(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable CollectionId id,
            @RequestParam(name = "id", defaultValue = "") List<WorkId> ids,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String search) {
        collections.find(me, id);
        Selection selection = Selection.of(me, works, ids, all, search);
        collections.remove(me, id, selection.ids());
        return "redirect:" + (search.isEmpty() ? within(id).address() : selection.back());
    }

    /** Moves works in the collection's order. */
    @PostMapping("/collections/{id}/works/moved")
    String move(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable CollectionId id,
            @RequestParam(name = "id", defaultValue = "") List<WorkId> ids,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String search,
            @RequestParam Collections.Step to) {
        collections.find(me, id);
        collections.move(me, id, Selection.of(me, works, ids, all, search).ids(), to);
        return "redirect:" + within(id).address();
    }

    /** Moves works to before another, or to the end: what dragging does. */
    @PostMapping("/collections/{id}/works/placed")
    String place(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable CollectionId id,
            @RequestParam(name = "id", defaultValue = "") List<WorkId> ids,
            @RequestParam(required = false) @Nullable WorkId before) {
        collections.move(me, id, ids, Optional.ofNullable(before));
        return "redirect:" + within(id).address();
    }

    /** Has copies of all works looked for that are in the collection or in one within it, or no longer. */
    @PostMapping("/collections/{id}/monitored")
    String monitor(@AuthenticationPrincipal SignedIn me, @PathVariable CollectionId id, @RequestParam boolean on) {
        collections.find(me, id);
        works.monitor(me, works.ids(me, within(id).gallery(Optional.empty(), Optional.empty(), 1)), on);
        return "redirect:" + within(id).address();
    }

    static Asked within(CollectionId id) {
        return new Asked("", "all", Optional.of(id), "", "", "", "");
    }
}
