package org.proofmark.portal.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/**
 * What only the database can tell to be wrong in what was sent: a letter no text can have, a day it cannot keep, a name of
 * something that is gone meanwhile. Everything else it refuses is a fault of ours.
 */
@ControllerAdvice
class DatabaseRefusals {
    /** By SQLSTATE (PostgreSQL, appendix A). */
    private static final Map<String, String> TEXTS = Map.of(
            "22008", "refused.farDay", // a day of a year that it cannot keep
            "22021", "refused.letters", // a character that is not one: U+0000
            "23503", "refused.namesNothing");

    private final Refusals refusals;

    DatabaseRefusals(Refusals refusals) {
        this.refusals = refusals;
    }

    @ExceptionHandler
    Object refused(
            DataIntegrityViolationException broken,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        if (broken.getRootCause() instanceof SQLException sql && TEXTS.containsKey(sql.getSQLState())) {
            return refusals.refused(Refused.invalid(TEXTS.get(sql.getSQLState())), request, response, locale);
        }
        throw broken;
    }
}
