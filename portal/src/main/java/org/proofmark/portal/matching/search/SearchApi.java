package org.proofmark.portal.matching.search;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Tier;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * Search by image, for programs: a picture as the part {@code file} of a form, or its address as {@code url}. The picture is not kept.
 */
@RestController
@RequestMapping("/api/v1/search")
@Allow(Role.CREATOR)
class SearchApi {
    private final ImageSearch search;

    SearchApi(ImageSearch search) {
        this.search = search;
    }

    /**
     * What is known of a picture.
     *
     * @param enough whether it has detail enough for near copies to be found
     * @param registered works it was compared with
     * @param met images it was compared with
     */
    @Schema(name = "PictureAnswer")
    record Told(
            int width, int height, boolean enough, List<Work> works, List<Answer.Met> seen, int registered, int met) {}

    /**
     * A work of yours that the picture shows.
     *
     * @param points that agree
     * @param share of the work that is shown, 0 to 1
     * @param pictureShare of the picture that shows it, 0 to 1
     * @param region corners in the work's pixels
     * @param pictureRegion corners in the picture's pixels
     * @param transform from pixels of the picture to pixels of the work, nine numbers, row by row
     */
    @Schema(name = "WorkInPicture")
    record Work(
            WorkId id,
            String name,
            int width,
            int height,
            Tier tier,
            double score,
            int points,
            double share,
            double pictureShare,
            boolean mirrored,
            List<List<Double>> region,
            List<List<Double>> pictureRegion,
            List<Double> transform) {
        static Work of(Answer.Shown shown) {
            return new Work(
                    shown.id(),
                    shown.name(),
                    shown.width(),
                    shown.height(),
                    shown.tier(),
                    shown.found().score(),
                    shown.found().inliers(),
                    shown.found().share(),
                    shown.found().copyShare(),
                    shown.found().mirrored(),
                    shown.found().region(),
                    shown.found().copyRegion(),
                    shown.found().transform());
        }
    }

    private static Told told(Answer answer) {
        return new Told(
                answer.width(),
                answer.height(),
                answer.enough(),
                answer.works().stream().map(Work::of).toList(),
                answer.seen(),
                answer.registered(),
                answer.met());
    }

    /**
     * Answers what is known of a picture.
     *
     * @param url where the picture is, if it is not sent
     */
    @PostMapping
    @Operation(summary = "Search by a picture: the part file of a form, or the address url; it is not kept")
    Told search(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String url)
            throws IOException {
        return told(search.search(me, file, url));
    }
}
