package org.proofmark.portal.catalogue.web;

import java.time.LocalDate;
import java.util.List;
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
import org.proofmark.portal.platform.Refused;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
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

    BulkPages(Works works, Collections collections, Categories categories) {
        this.works = works;
        this.collections = collections;
        this.categories = categories;
    }

    /** The form for a selection, which comes by POST since it may be long. */
    @PostMapping("/photos/selected")
    ModelAndView form(
            @AuthenticationPrincipal SignedIn me, @RequestParam(name = "id", defaultValue = "") List<WorkId> ids) {
        check(ids);
        return new ModelAndView(
                "bulk", Map.of("ids", ids, "collections", collections.all(me), "categories", categories.all()));
    }

    @PostMapping("/photos/changed")
    String change(
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
            @RequestParam(required = false) @Nullable LocalDate firstPublished,
            @RequestParam String firstPublishedAt) {
        check(ids);
        if (!newCollection.isBlank()) {
            CollectionId made = new CollectionId(UUID.randomUUID());
            collections.make(me, made, Optional.empty(), newCollection);
            collections.add(me, made, ids);
        }
        if (collection != null) {
            collections.add(me, collection, ids);
        }
        works.edit(
                me,
                ids,
                new Edit(
                        given(creator),
                        given(credit),
                        given(copyright),
                        given(category),
                        Optional.ofNullable(firstPublished),
                        given(firstPublishedAt),
                        Words.of(addTags),
                        Words.of(removeTags)));
        return "redirect:/photos?changed=" + ids.size();
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
