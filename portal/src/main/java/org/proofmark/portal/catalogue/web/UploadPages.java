package org.proofmark.portal.catalogue.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.catalogue.UploadId;
import org.proofmark.portal.catalogue.Uploads;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
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
    private final Uploads uploads;

    UploadPages(Uploads uploads) {
        this.uploads = uploads;
    }

    @GetMapping("/upload")
    ModelAndView upload(@AuthenticationPrincipal SignedIn me) {
        return new ModelAndView("upload", Map.of("latest", uploads.latest(me, 100)));
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
