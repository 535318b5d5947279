package org.proofmark.portal.catalogue.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.Categories;
import org.proofmark.portal.catalogue.ChangeId;
import org.proofmark.portal.catalogue.Changes;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.Collections;
import org.proofmark.portal.catalogue.Edit;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.Works;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Changes to a selection of photos, on one page. */
@Controller
@Allow(Role.CREATOR)
class BulkPages {
    private final Works works;
    private final Changes changes;
    private final Collections collections;
    private final Categories categories;
    private final TransactionTemplate together;
    private final Refusals refusals;

    BulkPages(
            Works works,
            Changes changes,
            Collections collections,
            Categories categories,
            TransactionTemplate together,
            Refusals refusals) {
        this.works = works;
        this.changes = changes;
        this.collections = collections;
        this.categories = categories;
        this.together = together;
        this.refusals = refusals;
    }

    /**
     * What is to be changed, as it stands in the form; "" is left as it is on each photo. Of keywords and tags several, with commas
     * between.
     *
     * @param firstPublished a day, {@code 2026-04-30}
     */
    record Form(
            String collection,
            String newCollection,
            String category,
            String title,
            String caption,
            String addKeywords,
            String removeKeywords,
            String addTags,
            String removeTags,
            String creator,
            String credit,
            String copyright,
            String firstPublished,
            String firstPublishedAt) {
        static Form blank() {
            return new Form("", "", "", "", "", "", "", "", "", "", "", "", "", "");
        }

        /** @throws Refused if something in it is not as it must be */
        Edit edit() {
            return new Edit(
                    given(title),
                    given(caption),
                    given(creator),
                    given(credit),
                    given(copyright),
                    given(category),
                    PhotoForm.day(firstPublished),
                    given(firstPublishedAt),
                    Words.of(addKeywords),
                    Words.of(removeKeywords),
                    Words.of(addTags),
                    Words.of(removeTags));
        }
    }

    /** The form for a selection, which comes by POST since it may be long. */
    @PostMapping("/photos/selected")
    ModelAndView form(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(name = "id", defaultValue = "") List<WorkId> ids,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String search) {
        return form(me, Selection.of(me, works, ids, all, search), Form.blank());
    }

    private ModelAndView form(SignedIn me, Selection selection, Form form) {
        Map<String, Object> model = new HashMap<>();
        model.put("selection", selection);
        model.put("form", form);
        model.put("errors", List.of());
        model.put("collections", collections.all(me));
        model.put("categories", categories.all());
        return new ModelAndView("bulk", model);
    }

    /** All of it, or none and what was typed once more. */
    @PostMapping("/photos/changed")
    ModelAndView change(
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
            @RequestParam(defaultValue = "") String firstPublished,
            @RequestParam String firstPublishedAt,
            HttpServletResponse response,
            Locale locale) {
        Selection selection = Selection.of(me, works, ids, all, search, count);
        Form form = new Form(
                collection == null ? "" : collection.toString(),
                newCollection,
                category,
                title,
                caption,
                addKeywords,
                removeKeywords,
                addTags,
                removeTags,
                creator,
                credit,
                copyright,
                firstPublished,
                firstPublishedAt);
        try {
            ChangeId change = new ChangeId(UUID.randomUUID());
            together.executeWithoutResult(
                    transaction -> change(me, change, selection, Optional.ofNullable(collection), form));
            return new ModelAndView(
                    "redirect:" + Asked.parse(search).from("changed", selection.size()) + "&change=" + change);
        } catch (Refused refused) {
            return refusals.again(form(me, selection, form), refused, response, locale);
        }
    }

    private void change(SignedIn me, ChangeId id, Selection selection, Optional<CollectionId> collection, Form form) {
        Edit edit = form.edit();
        Set<CollectionId> into = new LinkedHashSet<>();
        if (!form.newCollection().isBlank()) {
            CollectionId made = new CollectionId(UUID.randomUUID());
            collections.make(me, made, Optional.empty(), form.newCollection());
            into.add(made);
        }
        collection.ifPresent(into::add);
        changes.make(me, id, selection.ids(), edit, into);
    }

    /** From the page that tells of a change; tells what came of it on the same page. */
    @PostMapping("/photos/changed/back")
    String takeBack(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam ChangeId change,
            @RequestParam(defaultValue = "") String search) {
        Changes.TakenBack back = changes.takeBack(me, change);
        return "redirect:" + Asked.parse(search).from("back", back.works()) + "&stayed=" + back.stayed();
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
