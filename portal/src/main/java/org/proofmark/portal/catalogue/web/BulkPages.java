package org.proofmark.portal.catalogue.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
    /** Works that are read and written at once; of more, some after the others. */
    private static final int AT_ONCE = 2_000;

    private final Works works;
    private final Collections collections;
    private final Categories categories;
    private final TransactionTemplate together;
    private final Refusals refusals;

    BulkPages(
            Works works,
            Collections collections,
            Categories categories,
            TransactionTemplate together,
            Refusals refusals) {
        this.works = works;
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
            together.executeWithoutResult(transaction -> change(me, selection, Optional.ofNullable(collection), form));
            return new ModelAndView("redirect:" + Asked.parse(search).from("changed", selection.size()));
        } catch (Refused refused) {
            return refusals.again(form(me, selection, form), refused, response, locale);
        }
    }

    private void change(SignedIn me, Selection selection, Optional<CollectionId> collection, Form form) {
        Edit edit = form.edit();
        if (!form.newCollection().isBlank()) {
            CollectionId made = new CollectionId(UUID.randomUUID());
            collections.make(me, made, Optional.empty(), form.newCollection());
            inParts(selection.ids(), part -> collections.add(me, made, part));
        }
        collection.ifPresent(one -> inParts(selection.ids(), part -> collections.add(me, one, part)));
        // In the database's order of ids, as photos are always taken, also from one part to the next.
        inParts(
                selection.ids().stream()
                        .sorted(Comparator.comparing(WorkId::toString))
                        .toList(),
                part -> works.edit(me, part, edit));
    }

    private static void inParts(List<WorkId> chosen, Consumer<List<WorkId>> act) {
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
