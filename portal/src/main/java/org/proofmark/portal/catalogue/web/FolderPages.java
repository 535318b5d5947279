package org.proofmark.portal.catalogue.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.catalogue.folders.Folders;
import org.proofmark.portal.catalogue.folders.WatchedFolder;
import org.proofmark.portal.catalogue.folders.WatchedFolderId;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The administrator's page of watched folders, and what a holder says about theirs. */
@Controller
@Allow(Role.ADMINISTRATOR)
class FolderPages {
    private final Folders folders;
    private final Refusals refusals;

    FolderPages(Folders folders, Refusals refusals) {
        this.folders = folders;
        this.refusals = refusals;
    }

    /** A folder's state and what came of its files, in words. */
    record Line(WatchedFolder folder, WatchedFolder.Counts counts, String owner, Optional<String> trouble) {
        static Line of(WatchedFolder.Status status, String owner, Refusals refusals, Locale locale) {
            return new Line(
                    status.folder(),
                    status.counts(),
                    owner,
                    status.folder().trouble().map(reason -> refusals.text(reason, locale)));
        }
    }

    @GetMapping("/folders")
    ModelAndView all(Locale locale) {
        return page("", "", locale);
    }

    private ModelAndView page(String place, String email, Locale locale) {
        List<Line> lines = folders.all().stream()
                .map(each -> Line.of(each.status(), each.owner(), refusals, locale))
                .toList();
        Map<String, Object> model = new HashMap<>(Map.of(
                "lines",
                lines,
                "possible",
                folders.possible(),
                "roots",
                folders.roots(),
                "suggestions",
                folders.suggestions(),
                "place",
                place,
                "email",
                email,
                "errors",
                List.of()));
        return new ModelAndView("folders", model);
    }

    @PostMapping("/folders")
    ModelAndView watch(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String place,
            @RequestParam String email,
            HttpServletResponse response,
            Locale locale) {
        try {
            folders.watch(me, new WatchedFolderId(UUID.randomUUID()), place, email);
            return new ModelAndView("redirect:/folders");
        } catch (Refused refused) {
            return refusals.again(page(place, email, locale), refused, response, locale);
        }
    }

    /** Any holder's: the administrator says which folders are watched at all. */
    @PostMapping("/folders/{id}/forgotten")
    String forget(@AuthenticationPrincipal SignedIn me, @PathVariable UUID id) {
        folders.forget(me, new WatchedFolderId(id));
        return "redirect:/folders";
    }

    @PostMapping("/upload/folders/{id}/paused")
    @Allow(Role.CREATOR)
    String pause(@AuthenticationPrincipal SignedIn me, @PathVariable WatchedFolderId id) {
        folders.pause(me, id, true);
        return "redirect:/upload";
    }

    @PostMapping("/upload/folders/{id}/resumed")
    @Allow(Role.CREATOR)
    String resume(@AuthenticationPrincipal SignedIn me, @PathVariable WatchedFolderId id) {
        folders.pause(me, id, false);
        return "redirect:/upload";
    }
}
