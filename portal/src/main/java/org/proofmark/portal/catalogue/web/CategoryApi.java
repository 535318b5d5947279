package org.proofmark.portal.catalogue.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.proofmark.portal.catalogue.Categories;
import org.proofmark.portal.catalogue.Categories.Category;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The subject list, for programs: creators read it, the administrator keeps it. */
@RestController
@RequestMapping("/api/v1/categories")
class CategoryApi {
    private final Categories categories;

    CategoryApi(Categories categories) {
        this.categories = categories;
    }

    /** The subject list. */
    @Schema(name = "CategoryList")
    record All(List<Category> categories) {}

    /** A subject's names. */
    @Schema(name = "CategoryNames")
    record Names(String english, String german) {}

    @GetMapping
    @Allow({Role.CREATOR, Role.ADMINISTRATOR})
    @Operation(summary = "The subjects there are, in their order")
    All all() {
        return new All(categories.all());
    }

    @PutMapping("/{code}")
    @Allow(Role.ADMINISTRATOR)
    @Operation(summary = "Add a subject at the end, or rename the one of this code")
    Category keep(@AuthenticationPrincipal SignedIn me, @PathVariable String code, @RequestBody Names names) {
        Category category = new Category(code, names.english(), names.german());
        categories.keep(me, category);
        return category;
    }

    @DeleteMapping("/{code}")
    @Allow(Role.ADMINISTRATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a subject that no work has")
    void delete(@AuthenticationPrincipal SignedIn me, @PathVariable String code) {
        categories.delete(me, code);
    }
}
