package org.proofmark.portal.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the handler of a call among those whose pattern begins as its path does. Spring compares all patterns, of several hundred:
 * a quarter of the time a picture took.
 */
@Component
class Routes implements WebMvcRegistrations {
    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new ByBeginning();
    }

    private record Route(RequestMappingInfo mapping, HandlerMethod handler) {}

    private static final class ByBeginning extends RequestMappingHandlerMapping {
        private final Map<String, List<Route>> routes = new HashMap<>();

        @Override
        protected void handlerMethodsInitialized(Map<RequestMappingInfo, HandlerMethod> handlers) {
            super.handlerMethodsInitialized(handlers);
            handlers.forEach((mapping, handler) -> {
                for (String pattern : mapping.getPatternValues()) {
                    routes.computeIfAbsent(beginning(pattern), any -> new ArrayList<>())
                            .add(new Route(mapping, handler));
                }
            });
        }

        /** What is not plain, fits nothing or fits more than one is Spring's to judge. */
        @Override
        protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request)
                throws Exception {
            List<Route> found = isPlain(path) ? fitting(path, request) : List.of();
            if (found.size() != 1) {
                return super.lookupHandlerMethod(path, request);
            }
            Route route = found.getFirst();
            request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, route.handler);
            handleMatch(route.mapping, path, request);
            return route.handler;
        }

        private List<Route> fitting(String path, HttpServletRequest request) {
            List<Route> found = new ArrayList<>();
            for (int end = 0; end >= 0; end = next(path, end)) {
                for (Route route : routes.getOrDefault(path.substring(0, end), List.of())) {
                    @Nullable RequestMappingInfo fits = getMatchingMapping(route.mapping, request);
                    if (fits != null) {
                        found.add(new Route(fits, route.handler));
                    }
                }
            }
            return found;
        }

        /** Where the next beginning of a path ends: before a slash, or with the path; −1 after that. */
        private static int next(String path, int end) {
            if (end == path.length()) {
                return -1;
            }
            int slash = path.indexOf('/', end + 1);
            return slash < 0 ? path.length() : slash;
        }

        /** Patterns are compared with the path decoded and without parameters; a plain one is the same then. */
        private static boolean isPlain(String path) {
            return path.indexOf('%') < 0 && path.indexOf(';') < 0;
        }

        /** The segments of a pattern before its first variable. */
        private static String beginning(String pattern) {
            String literal = pattern.split("[{*?]", 2)[0];
            return literal.equals(pattern) ? pattern : literal.substring(0, Math.max(0, literal.lastIndexOf('/')));
        }
    }
}
