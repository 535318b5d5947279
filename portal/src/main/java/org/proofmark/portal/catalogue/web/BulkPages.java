package org.proofmark.portal.catalogue.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
    /** Works changed at once. */
    static final int MOST = 5_000;

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
     * What is to be changed, as it stands in the form; "" is left as it is on each photo.
     *
     * @param firstPublished a day, {@code 2026-04-30}
     * @param addTags with commas between
     * @param removeTags with commas between
     */
    record Form(
            String collection,
            String newCollection,
            String category,
            String addTags,
            String removeTags,
            String creator,
            String credit,
            String copyright,
            String firstPublished,
            String firstPublishedAt) {
        static Form blank() {
            return new Form("", "", "", "", "", "", "", "", "", "");
        }

        /** @throws Refused if something in it is not as it must be */
        Edit edit() {
            return new Edit(
                    given(creator),
                    given(credit),
                    given(copyright),
                    given(category),
                    PhotoForm.day(firstPublished),
                    given(firstPublishedAt),
                    Words.of(addTags),
                    Words.of(removeTags));
        }
    }

    /** The form for a selection, which comes by POST since it may be long. */
    @PostMapping("/photos/selected")
    ModelAndView form(
            @AuthenticationPrincipal SignedIn me, @RequestParam(name = "id", defaultValue = "") List<WorkId> ids) {
        check(ids);
        return form(me, ids, Form.blank());
    }

    private ModelAndView form(SignedIn me, List<WorkId> ids, Form form) {
        return new ModelAndView(
                "bulk",
                new HashMap<>(Map.of(
                        "ids",
                        ids,
                        "form",
                        form,
                        "errors",
                        List.of(),
                        "collections",
                        collections.all(me),
                        "categories",
                        categories.all())));
    }

    /** All of it, or none and what was typed once more. */
    @PostMapping("/photos/changed")
    ModelAndView change(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(name = "id", defaultValue = "") List<WorkId> ids,
            @RequestParam(required = false) @Nullable CollectionId collection,
            @RequestParam String newCollection,
            @RequestParam String category,
            @RequestParam String addTags,
            @RequestParam String removeTags,
            @RequestParam String creator,
            @RequestParam String credit,
            @RequestParam String copyright,
            @RequestParam(defaultValue = "") String firstPublished,
            @RequestParam String firstPublishedAt,
            HttpServletResponse response,
            Locale locale) {
        check(ids);
        Form form = new Form(
                collection == null ? "" : collection.toString(),
                newCollection,
                category,
                addTags,
                removeTags,
                creator,
                credit,
                copyright,
                firstPublished,
                firstPublishedAt);
        try {
            together.executeWithoutResult(transaction -> change(me, ids, Optional.ofNullable(collection), form));
            return new ModelAndView("redirect:/photos?changed=" + ids.size());
        } catch (Refused refused) {
            return refusals.again(form(me, ids, form), refused, response, locale);
        }
    }

    private void change(SignedIn me, List<WorkId> ids, Optional<CollectionId> collection, Form form) {
        Edit edit = form.edit();
        if (!form.newCollection().isBlank()) {
            CollectionId made = new CollectionId(UUID.randomUUID());
            collections.make(me, made, Optional.empty(), form.newCollection());
            collections.add(me, made, ids);
        }
        collection.ifPresent(one -> collections.add(me, one, ids));
        works.edit(me, ids, edit);
    }

    /** Asks once more: what is deleted does not come back. */
    @PostMapping("/photos/deleting")
    ModelAndView asked(@RequestParam(name = "id", defaultValue = "") List<WorkId> ids) {
        check(ids);
        return new ModelAndView("deleting", Map.of("ids", ids));
    }

    @PostMapping("/photos/deleted")
    String delete(
            @AuthenticationPrincipal SignedIn me, @RequestParam(name = "id", defaultValue = "") List<WorkId> ids) {
        check(ids);
        works.delete(me, ids);
        return "redirect:/photos";
    }

    private static void check(List<WorkId> ids) {
        if (ids.isEmpty()) {
            throw Refused.invalid("refused.noSelection");
        }
        if (ids.size() > MOST) {
            throw Refused.invalid("refused.selection", MOST);
        }
    }

    private static Optional<String> given(String text) {
        return Optional.of(text.strip()).filter(one -> !one.isEmpty());
    }
}
