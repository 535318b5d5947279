package org.proofmark.portal.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentConversionNotSupportedException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.InvalidNullException;

/** Turns a refusal into what its reader understands: a page, or in the API a problem (RFC 9457). */
@ControllerAdvice
public class Refusals {
    /** PostgreSQL's {@code disk_full}. */
    private static final String DISK_FULL = "53100";

    private final MessageSource texts;
    private final long largestBody;

    /** @param largestBody bytes of JSON; no more are read */
    Refusals(
            MessageSource texts,
            @Value("${spring.jackson.factory.constraints.read.max-document-length}") long largestBody) {
        this.texts = texts;
        this.largestBody = largestBody;
    }

    @ExceptionHandler
    Object refused(Refused refused, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        tellWhen(refused, response);
        return answer(refused, request, locale);
    }

    /** What names nothing there is names nothing, however it is misspelt. */
    @ExceptionHandler
    Object nothing(NoResourceFoundException nothing, HttpServletRequest request, Locale locale) {
        return answer(Refused.notFound(), request, locale);
    }

    /** A value that is not of its kind: in the path it names nothing, elsewhere it is told by name. */
    @ExceptionHandler
    Object misfit(MethodArgumentTypeMismatchException misfit, HttpServletRequest request, Locale locale) {
        boolean path = misfit.getParameter().hasParameterAnnotation(PathVariable.class);
        return answer(path ? Refused.notFound() : Refused.invalid("refused.value", misfit.getName()), request, locale);
    }

    /** A file where a text is meant, or the other way round. */
    @ExceptionHandler
    Object misfit(MethodArgumentConversionNotSupportedException misfit, HttpServletRequest request, Locale locale) {
        return answer(Refused.invalid("refused.value", misfit.getName()), request, locale);
    }

    /** What a request lacks, or has too much of. */
    @ExceptionHandler({ServletRequestBindingException.class, MissingServletRequestPartException.class})
    Object lacking(Exception lacking, HttpServletRequest request, Locale locale) {
        return answer(Refused.invalid("refused.lacking", String.valueOf(lacking.getMessage())), request, locale);
    }

    /** A body that is not as it must be: where, and why. */
    @ExceptionHandler
    Object unreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request, Locale locale) {
        if (unreadable.getCause() instanceof StreamConstraintsException
                && request.getContentLengthLong() > largestBody) {
            return answer(
                    new Refused(Refused.Kind.TOO_LARGE, "refused.bodyTooLarge", largestBody >> 20), request, locale);
        }
        String place = unreadable.getCause() instanceof JacksonException ended ? Bodies.place(ended) : "";
        if (place.isEmpty()) {
            return answer(Refused.invalid("refused.body"), request, locale);
        }
        if (unreadable.getRootCause() instanceof Refused why) {
            String text = texts.getMessage("refused.place", new Object[] {place, text(why, locale)}, locale);
            return answer(why, text, request, locale);
        }
        boolean missing = unreadable.getCause() instanceof InvalidNullException;
        return answer(Refused.invalid(missing ? "refused.missing" : "refused.value", place), request, locale);
    }

    @ExceptionHandler
    Object tooLarge(MaxUploadSizeExceededException tooLarge, HttpServletRequest request, Locale locale) {
        return answer(new Refused(Refused.Kind.TOO_LARGE, "refused.requestTooLarge"), request, locale);
    }

    /** A form that is not sent in parts, where a file may come with it. */
    @ExceptionHandler
    Object notInParts(MultipartException odd, HttpServletRequest request, Locale locale) {
        return answer(Refused.invalid("refused.body"), request, locale);
    }

    /** The database has no room either; anything else of it is an error. */
    @ExceptionHandler
    Object noRoom(DataAccessException broken, HttpServletRequest request, Locale locale) {
        if (broken.getRootCause() instanceof SQLException told && DISK_FULL.equals(told.getSQLState())) {
            return answer(new Refused(Refused.Kind.NO_ROOM, "refused.noRoom"), request, locale);
        }
        throw broken;
    }

    private Object answer(Refused refused, HttpServletRequest request, Locale locale) {
        return answer(refused, text(refused, locale), request, locale);
    }

    private Object answer(Refused refused, String text, HttpServletRequest request, Locale locale) {
        HttpStatusCode status = HttpStatusCode.valueOf(refused.kind().status());
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

    /** A form once more: with what was typed, which the caller put into it, and why it was refused, as {@code errors}. */
    public ModelAndView again(ModelAndView form, Refused refused, HttpServletResponse response, Locale locale) {
        tellWhen(refused, response);
        form.addObject("errors", List.of(text(refused, locale)));
        form.setStatus(HttpStatus.valueOf(refused.kind().status()));
        return form;
    }

    private static void tellWhen(Refused refused, HttpServletResponse response) {
        refused.retryAfter().ifPresent(wait -> response.setHeader("Retry-After", Long.toString(wait.toSeconds())));
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
