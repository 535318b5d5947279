package org.proofmark.portal.catalogue.web;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.util.Locale;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.certificates.Certificate;
import org.proofmark.portal.catalogue.certificates.Certificates;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Answers;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Image certificates, as files. */
@RestController
@Allow(Role.CREATOR)
class CertificatePages {
    private final Certificates certificates;

    CertificatePages(Certificates certificates) {
        this.certificates = certificates;
    }

    @GetMapping({"/photos/{id}/certificate.json", "/api/v1/works/{id}/certificate.json"})
    @Answers(MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The certificate of a work, as JSON")
    ResponseEntity<byte[]> statement(@AuthenticationPrincipal SignedIn me, @PathVariable WorkId id) {
        Certificate certificate = certificates.of(me, id);
        return file(certificate, "json", MediaType.APPLICATION_JSON, certificates.json(certificate));
    }

    @GetMapping({"/photos/{id}/certificate.pdf", "/api/v1/works/{id}/certificate.pdf"})
    @Answers(MediaType.APPLICATION_PDF_VALUE)
    @Operation(summary = "The certificate of a work, as PDF with its JSON inside")
    ResponseEntity<byte[]> paper(@AuthenticationPrincipal SignedIn me, @PathVariable WorkId id, Locale locale)
            throws IOException {
        Certificate certificate = certificates.of(me, id);
        return file(certificate, "pdf", MediaType.APPLICATION_PDF, certificates.pdf(me, certificate, locale));
    }

    private static ResponseEntity<byte[]> file(Certificate certificate, String ending, MediaType type, byte[] bytes) {
        String name = "certificate-" + certificate.original().sha256().hex().substring(0, 12) + "." + ending;
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(bytes);
    }
}
