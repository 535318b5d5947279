package org.proofmark.portal.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;

/**
 * Writes the content's digest into links to static files, and leaves all other links alone: to look each link of a gallery up
 * among the static files took three quarters of the page's time.
 */
@Component
class StaticLinks extends ResourceUrlEncodingFilter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        super.doFilter(
                request,
                response,
                (asked, answer) -> chain.doFilter(
                        asked, answer instanceof HttpServletResponse http ? new OnlyStatic(http) : answer));
    }

    private static final class OnlyStatic extends HttpServletResponseWrapper {
        OnlyStatic(HttpServletResponse response) {
            super(response);
        }

        @Override
        public String encodeURL(String url) {
            return Stream.of("/css/", "/js/").anyMatch(url::startsWith) ? super.encodeURL(url) : url;
        }
    }
}
