package org.proofmark.portal.catalogue.web;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.Arrivals;
import org.proofmark.portal.catalogue.UploadId;
import org.proofmark.portal.catalogue.Uploads;
import org.proofmark.portal.catalogue.Works;
import org.proofmark.portal.catalogue.folders.Folders;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The page where files are given, which works without script as well, and where is told what became of each. */
@Controller
@Allow(Role.CREATOR)
class UploadPages {
    private static final int SHOWN = 100;

    private final Uploads uploads;
    private final UploadWords words;
    private final Works works;
    private final Folders folders;
    private final Refusals refusals;

    UploadPages(Uploads uploads, UploadWords words, Works works, Folders folders, Refusals refusals) {
        this.uploads = uploads;
        this.words = words;
        this.works = works;
        this.folders = folders;
        this.refusals = refusals;
    }

    /** Archives stand as one line each, unless one kind is asked for: each of that is told by itself, whatever it came in. */
    @GetMapping("/upload")
    ModelAndView upload(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "all") String show,
            @RequestParam(required = false) @Nullable UploadId archive,
            @RequestParam(required = false) @Nullable String after,
            Locale locale) {
        Arrivals.Show kind = show(show);
        Arrivals.Stretch stretch = uploads.look(
                me,
                new Arrivals(
                        Optional.ofNullable(archive),
                        kind != Arrivals.Show.ALL,
                        kind,
                        Optional.ofNullable(after).map(Arrivals.Place::parse),
                        SHOWN));
        List<UploadWords.Line> latest = words.lines(me, stretch.uploads(), locale);
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("latest", latest);
        model.put("busy", latest.stream().anyMatch(UploadPages::busy));
        model.put("next", stretch.next().map(Object::toString).orElse(null));
        model.put("after", after);
        model.put("show", show);
        model.put(
                "archive",
                archive == null
                        ? null
                        : words.lines(me, List.of(uploads.find(me, archive)), locale)
                                .getFirst());
        model.put("counts", works.counts(me));
        model.put("limit", works.monitoredLimit(me));
        model.put(
                "watched",
                folders.of(me).stream()
                        .map(each -> FolderPages.Line.of(each, "", refusals, locale))
                        .toList());
        return new ModelAndView("upload", model);
    }

    static Arrivals.Show show(String word) {
        return Arrays.stream(Arrivals.Show.values())
                .filter(show -> show.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(Refused::notFound);
    }

    private static boolean busy(UploadWords.Line line) {
        return !line.state().ended() || (line.within() != null && line.within().processing() > 0);
    }

    @PostMapping("/upload")
    String take(@AuthenticationPrincipal SignedIn me, @RequestParam List<MultipartFile> files) throws IOException {
        for (MultipartFile file : files) {
            if (!file.isEmpty()) {
                uploads.take(
                        me,
                        new UploadId(UUID.randomUUID()),
                        String.valueOf(file.getOriginalFilename()),
                        file.getInputStream());
            }
        }
        return "redirect:/upload";
    }
}
