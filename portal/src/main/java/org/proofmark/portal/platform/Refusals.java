package org.proofmark.portal.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns a refusal into what its reader understands: a page, or in the API a problem (RFC 9457). */
@ControllerAdvice
public class Refusals {
    private final MessageSource texts;

    Refusals(MessageSource texts) {
        this.texts = texts;
    }

    @ExceptionHandler
    Object refused(Refused refused, HttpServletRequest request, Locale locale) {
        return answer(refused, request, locale);
    }

    /** What names nothing there is names nothing, however it is misspelt. */
    @ExceptionHandler({MethodArgumentTypeMismatchException.class, NoResourceFoundException.class})
    Object misnamed(HttpServletRequest request, Locale locale) {
        return answer(Refused.notFound(), request, locale);
    }

    private Object answer(Refused refused, HttpServletRequest request, Locale locale) {
        HttpStatusCode status = HttpStatusCode.valueOf(refused.kind().status());
        String text = text(refused, locale);
        if (request.getRequestURI().startsWith("/api/")) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, text);
            problem.setTitle(texts.getMessage("refusal." + refused.kind().name(), null, locale));
            problem.setType(URI.create("urn:proofmark:" + refused.text()));
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem);
        }
        ModelAndView page = new ModelAndView(
                "error",
                Map.of(
                        "status",
                        status.value(),
                        "said",
                        text,
                        "kind",
                        refused.kind().name()));
        page.setStatus(HttpStatus.resolve(status.value()));
        return page;
    }

    /** Why, in the reader's language. */
    public String text(Refused refused, Locale locale) {
        return texts.getMessage(refused.text(), refused.values(), locale);
    }

    /** A reason that was kept: the key of its text and its values, apart by tabs. */
    public String text(String reason, Locale locale) {
        String[] parts = reason.split("\t", -1);
        return texts.getMessage(parts[0], java.util.Arrays.copyOfRange(parts, 1, parts.length), locale);
    }
}
