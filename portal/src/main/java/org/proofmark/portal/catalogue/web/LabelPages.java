package org.proofmark.portal.catalogue.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.proofmark.portal.catalogue.Work;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.Works;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Answers;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The original with what is said about it written into a copy, made while it is sent. */
@RestController
@Allow(Role.CREATOR)
class LabelPages {
    private final Works works;

    LabelPages(Works works) {
        this.works = works;
    }

    @GetMapping({"/photos/{id}/labelled", "/api/v1/works/{id}/labelled"})
    @Answers(MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @Operation(summary = "A copy of the original with title, creator, rights and licensor written into it")
    void labelled(@AuthenticationPrincipal SignedIn me, @PathVariable WorkId id, HttpServletResponse answer)
            throws IOException {
        Work work = works.find(me, id);
        works.labelled(me, id, new FilterOutputStream(new ByteArrayOutputStream(0)) {
            private boolean begun;

            // What is refused is refused before the answer has begun.
            private void begin() throws IOException {
                if (!begun) {
                    begun = true;
                    head(work, answer);
                    out = answer.getOutputStream();
                }
            }

            @Override
            public void write(int one) throws IOException {
                begin();
                out.write(one);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                begin();
                out.write(bytes, from, length);
            }
        });
    }

    private static void head(Work work, HttpServletResponse answer) {
        answer.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        answer.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        answer.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        answer.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(work.fileName(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }
}
