package org.proofmark.portal.catalogue.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.certificates.Certificates;
import org.proofmark.portal.catalogue.certificates.PublicKey;
import org.proofmark.portal.catalogue.certificates.Seal;
import org.proofmark.portal.catalogue.certificates.SealKeys;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Tries;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Sha256;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Whether a certificate is genuine: for everyone, without an account. What is sent is kept nowhere. */
@Controller
@Allow(anyone = true)
class CheckPages {
    /** No certificate has so many bytes. */
    private static final long LARGEST = 1_000_000;

    private final Certificates certificates;
    private final SealKeys keys;
    private final Tries tries;
    private final Refusals refusals;

    CheckPages(Certificates certificates, SealKeys keys, Tries tries, Refusals refusals) {
        this.certificates = certificates;
        this.keys = keys;
        this.tries = tries;
        this.refusals = refusals;
    }

    /** The keys, for those who check by themselves (RFC 7517). */
    record Keys(List<PublicKey> keys) {}

    @GetMapping("/certificates/keys")
    ResponseEntity<Keys> keys() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                .body(new Keys(keys.all()));
    }

    @GetMapping("/certificates/check")
    ModelAndView ask() {
        return page();
    }

    @PostMapping("/certificates/check")
    ModelAndView answer(
            @RequestParam(required = false) @Nullable MultipartFile certificate,
            @RequestParam(required = false) @Nullable MultipartFile picture,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale)
            throws IOException {
        ModelAndView page = page();
        response.setHeader("Cache-Control", "no-store");
        try {
            tries.count(Tries.Kind.CHECK_FROM, request.getRemoteAddr());
            tell(page, certificates.check(bytes(certificate)), picture);
        } catch (Refused refused) {
            refusals.again(page, refused, response, locale);
        }
        return page;
    }

    private static byte[] bytes(@Nullable MultipartFile certificate) throws IOException {
        if (certificate == null || certificate.isEmpty()) {
            throw Refused.invalid("check.missing");
        }
        if (certificate.getSize() > LARGEST) {
            throw Refused.invalid("check.tooLarge");
        }
        return certificate.getBytes();
    }

    private static void tell(ModelAndView page, Seal.Checked checked, @Nullable MultipartFile picture)
            throws IOException {
        switch (checked) {
            case Seal.Genuine genuine -> {
                page.addObject("answer", "genuine").addObject("stated", genuine.stated());
                page.addObject("same", same(genuine.stated(), picture));
            }
            case Seal.Changed _ -> page.addObject("answer", "changed");
            case Seal.UnknownKey unknown -> page.addObject("answer", "unknown").addObject("key", unknown.key());
            case Seal.Unsealed _ -> page.addObject("answer", "unsealed");
            case Seal.NoCertificate _ -> page.addObject("answer", "none");
        }
    }

    private static Optional<Boolean> same(Seal.Stated stated, @Nullable MultipartFile picture) throws IOException {
        if (picture == null || picture.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = picture.getInputStream()) {
            return Optional.of(Sha256.of(in).hex().equals(stated.sha256()));
        }
    }

    private static ModelAndView page() {
        Map<String, Object> model = new HashMap<>();
        model.put("answer", null);
        model.put("stated", null);
        model.put("same", Optional.empty());
        model.put("key", "");
        model.put("errors", List.of());
        return new ModelAndView("check", model);
    }
}
