package org.proofmark.portal;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpMethod;

/** The pages there are, by their routes: what is answered with HTML and can be opened by its address. */
final class Pages {
    private Pages() {}

    /**
     * Addresses of all pages.
     *
     * @param ids names of the things a page can be about; a page about a thing of no name is left out
     */
    static List<String> all(List<Route> routes, Function<Class<?>, List<String>> ids) {
        return routes.stream()
                .filter(Pages::page)
                .flatMap(route -> route.variables().isEmpty()
                        ? java.util.stream.Stream.of(route.pattern())
                        : named(route).map(ids).orElse(List.of()).stream().map(id -> path(route, id)))
                .distinct()
                .toList();
    }

    /** The kind of thing a page is about. */
    private static Optional<Class<?>> named(Route route) {
        return route.variables().values().stream().findFirst();
    }

    static boolean page(Route route) {
        String answer = route.handler().getReturnType().getParameterType().getSimpleName();
        return route.method().equals(HttpMethod.GET)
                && !route.api()
                && route.variables().size() < 2
                && !answer.equals("ResponseEntity")
                && !answer.equals("void");
    }

    private static String path(Route route, String value) {
        return route.pattern().replaceAll("\\{[^}]*}", value);
    }
}
