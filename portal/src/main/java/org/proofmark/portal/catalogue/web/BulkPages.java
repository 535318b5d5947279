package org.proofmark.portal.catalogue.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.Categories;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.Collections;
import org.proofmark.portal.catalogue.Edit;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.Works;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Changes to a selection of photos, on one page. */
@Controller
@Allow(Role.CREATOR)
class BulkPages {
    /** Works that are read and written at once; of more, some are changed after the others. */
    private static final int AT_ONCE = 2_000;

    private final Works works;
    private final Collections collections;
    private final Categories categories;

    BulkPages(Works works, Collections collections, Categories categories) {
        this.works = works;
        this.collections = collections;
        this.categories = categories;
    }

    /** The form for a selection, which comes by POST since it may be long. */
    @PostMapping("/photos/selected")
    ModelAndView form(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(name = "id", defaultValue = "") List<WorkId> ids,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String search) {
        return new ModelAndView(
                "bulk",
                Map.of(
                        "selection", Selection.of(me, works, ids, all, search),
                        "collections", collections.all(me),
                        "categories", categories.all()));
    }

    @PostMapping("/photos/changed")
    String change(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(name = "id", defaultValue = "") List<WorkId> ids,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "0") int count,
            @RequestParam(required = false) @Nullable CollectionId collection,
            @RequestParam String newCollection,
            @RequestParam String category,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String caption,
            @RequestParam(defaultValue = "") String addKeywords,
            @RequestParam(defaultValue = "") String removeKeywords,
            @RequestParam String addTags,
            @RequestParam String removeTags,
            @RequestParam String creator,
            @RequestParam String credit,
            @RequestParam String copyright,
            @RequestParam(required = false) @Nullable LocalDate firstPublished,
            @RequestParam String firstPublishedAt) {
        Selection selection = Selection.of(me, works, ids, all, search, count);
        Edit edit = new Edit(
                given(title),
                given(caption),
                given(creator),
                given(credit),
                given(copyright),
                given(category),
                Optional.ofNullable(firstPublished),
                given(firstPublishedAt),
                Words.of(addKeywords),
                Words.of(removeKeywords),
                Words.of(addTags),
                Words.of(removeTags));
        if (!newCollection.isBlank()) {
            CollectionId made = new CollectionId(UUID.randomUUID());
            collections.make(me, made, Optional.empty(), newCollection);
            inParts(selection, part -> collections.add(me, made, part));
        }
        if (collection != null) {
            inParts(selection, part -> collections.add(me, collection, part));
        }
        inParts(selection, part -> works.edit(me, part, edit));
        return "redirect:" + Asked.parse(search).from("changed", selection.size());
    }

    private static void inParts(Selection selection, Consumer<List<WorkId>> act) {
        List<WorkId> chosen = selection.ids();
        for (int done = 0; done < chosen.size(); done += AT_ONCE) {
            act.accept(chosen.subList(done, Math.min(done + AT_ONCE, chosen.size())));
        }
    }

    /** Asks once more: what is deleted does not come back. */
    @PostMapping("/photos/deleting")
    ModelAndView asked(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(name = "id", defaultValue = "") List<WorkId> ids,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String search) {
        return new ModelAndView("deleting", Map.of("selection", Selection.of(me, works, ids, all, search)));
    }

    @PostMapping("/photos/deleted")
    String delete(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(name = "id", defaultValue = "") List<WorkId> ids,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "0") int count) {
        Selection selection = Selection.of(me, works, ids, all, search, count);
        works.delete(me, selection.ids());
        return "redirect:" + selection.back();
    }

    private static Optional<String> given(String text) {
        return Optional.of(text.strip()).filter(one -> !one.isEmpty());
    }
}
