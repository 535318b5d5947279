package org.proofmark.portal.catalogue.web;

import java.util.Map;
import org.proofmark.portal.catalogue.Categories;
import org.proofmark.portal.catalogue.Categories.Category;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The administrator's page of the subject list. */
@Controller
@Allow(Role.ADMINISTRATOR)
class CategoryPages {
    private final Categories categories;

    CategoryPages(Categories categories) {
        this.categories = categories;
    }

    @GetMapping("/categories")
    ModelAndView all() {
        return new ModelAndView("categories", Map.of("categories", categories.all()));
    }

    @PostMapping("/categories")
    String keep(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String code,
            @RequestParam String english,
            @RequestParam String german) {
        categories.keep(me, new Category(code.strip(), english, german));
        return "redirect:/categories";
    }

    @PostMapping("/categories/{code}/deleted")
    String delete(@AuthenticationPrincipal SignedIn me, @PathVariable String code) {
        categories.delete(me, code);
        return "redirect:/categories";
    }
}
