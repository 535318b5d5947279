package org.proofmark.portal.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers 503 where the database gives no connection. It stands before everything else, since sessions, and so every page with
 * its frame, come from there too: what it says needs nothing.
 */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE)
class Busy extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(Busy.class);

    private static final String SECONDS = "5";

    /** PostgreSQL's class of SQLSTATEs of connections, and too many of them, starting up, shutting down. */
    private static final String CONNECTION = "08|53300|57P0[0-9]";

    private final MessageSource texts;
    private final LocaleResolver tongues;

    Busy(MessageSource texts, LocaleResolver tongues) {
        this.texts = texts;
        this.tongues = tongues;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException broken) {
            if (response.isCommitted() || !noConnection(broken)) {
                throw broken;
            }
            // Not the path: links of mails and feeds have their secret in it.
            LOG.warn("no connection to the database for a {} call", request.getMethod());
            answer(request, response);
        }
    }

    private static boolean noConnection(Throwable broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLException told
                            && told.getSQLState() != null
                            && told.getSQLState().matches("(" + CONNECTION + ").*")) {
                return true;
            }
        }
        return false;
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Locale language = tongues.resolveLocale(request);
        String title = texts.getMessage("refusal.BUSY", null, language);
        String detail = texts.getMessage("refused.busy", null, language);
        boolean api = request.getRequestURI().startsWith("/api/");
        byte[] body = (api ? problem(title, detail) : page(language, title, detail)).getBytes(StandardCharsets.UTF_8);
        response.reset();
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'self'");
        response.setContentType(api ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : "text/html;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static String problem(String title, String detail) {
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "type",
                        "urn:proofmark:refused.busy",
                        "title",
                        title,
                        "status",
                        HttpStatus.SERVICE_UNAVAILABLE.value(),
                        "detail",
                        detail));
    }

    private static String page(Locale language, String title, String detail) {
        return """
                <!DOCTYPE html>
                <html lang="%1$s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>%2$s</title>
                <link rel="stylesheet" href="/css/tokens.css"><link rel="stylesheet" href="/css/base.css"><link rel="stylesheet" href="/css/layout.css"></head>
                <body><main class="page text" id="main"><h1>%2$s</h1><p class="lead">%3$s</p></main></body></html>
                """.formatted(language.getLanguage(), HtmlUtils.htmlEscape(title), HtmlUtils.htmlEscape(detail));
    }
}
