package org.proofmark.portal.catalogue.web;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.UploadId;
import org.proofmark.portal.catalogue.Uploads;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.folders.Folders;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refusals;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The page where files are given, which works without script as well. */
@Controller
@Allow(Role.CREATOR)
class UploadPages {
    private static final int SHOWN = 100;

    private final Uploads uploads;
    private final Folders folders;
    private final Refusals refusals;

    UploadPages(Uploads uploads, Folders folders, Refusals refusals) {
        this.uploads = uploads;
        this.folders = folders;
        this.refusals = refusals;
    }

    /** What became of one file. */
    record Line(
            String name,
            String state,
            @Nullable WorkId work,
            @Nullable String why) {}

    @GetMapping("/upload")
    ModelAndView upload(@AuthenticationPrincipal SignedIn me, Locale locale) {
        List<Line> latest = uploads.latest(me, SHOWN).stream()
                .map(upload -> new Line(
                        upload.name(),
                        upload.state().name(),
                        upload.work().orElse(null),
                        upload.reason()
                                .map(reason -> refusals.text(reason, locale))
                                .orElse(null)))
                .toList();
        List<FolderPages.Line> watched = folders.of(me).stream()
                .map(each -> FolderPages.Line.of(each, "", refusals, locale))
                .toList();
        return new ModelAndView("upload", Map.of("latest", latest, "watched", watched));
    }

    @PostMapping("/upload")
    String take(@AuthenticationPrincipal SignedIn me, @RequestParam List<MultipartFile> files) throws IOException {
        for (MultipartFile file : files) {
            if (!file.isEmpty()) {
                uploads.take(
                        me,
                        new UploadId(UUID.randomUUID()),
                        Optional.empty(),
                        String.valueOf(file.getOriginalFilename()),
                        file.getInputStream());
            }
        }
        return "redirect:/upload";
    }
}
