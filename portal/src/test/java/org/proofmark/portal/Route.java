package org.proofmark.portal;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.proofmark.portal.identity.Allow;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * One way to call the portal, and a call that would be in order: what a handler asks for is read from its parameters, so that a
 * new route is called without anyone writing how.
 *
 * @param pattern of the address, {@code /photos/{id}}
 * @param takes the content type it asks for, or ""
 */
record Route(HttpMethod method, String pattern, String takes, HandlerMethod handler) {
    /** What is sent: the address with its query, headers by turns, the body and its type. */
    record Call(String address, Map<String, String> headers, String type, String body) {}

    /** All routes whose handler is ours. */
    static List<Route> all(TestPortal portal) {
        portal.browser().get("/sign-in"); // The dispatcher learns its mappings with the first call.
        return Objects.requireNonNull(portal.bean(DispatcherServlet.class).getHandlerMappings()).stream()
                .filter(RequestMappingHandlerMapping.class::isInstance)
                .map(RequestMappingHandlerMapping.class::cast)
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("org.proofmark."))
                .flatMap(entry -> routes(entry.getKey(), entry.getValue()))
                .sorted(java.util.Comparator.comparing(Route::toString))
                .toList();
    }

    private static Stream<Route> routes(RequestMappingInfo info, HandlerMethod handler) {
        List<HttpMethod> methods = info.getMethodsCondition().getMethods().isEmpty()
                ? List.of(HttpMethod.GET, HttpMethod.POST)
                : info.getMethodsCondition().getMethods().stream()
                        .map(method -> method.asHttpMethod())
                        .toList();
        String takes = info.getConsumesCondition().getConsumableMediaTypes().stream()
                .findFirst()
                .map(Object::toString)
                .orElse("");
        return info.getPatternValues().stream()
                .flatMap(pattern -> methods.stream().map(method -> new Route(method, pattern, takes, handler)));
    }

    /** Who may call it. */
    Optional<Allow> rule() {
        Method method = handler.getMethod();
        return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(method, Allow.class))
                .or(() -> Optional.ofNullable(
                        AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Allow.class)));
    }

    boolean api() {
        return pattern.startsWith("/api/");
    }

    boolean reads() {
        return List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS).contains(method);
    }

    /** The type of each variable of the address, in order; what is not declared is text. */
    Map<String, Class<?>> variables() {
        Map<String, Class<?>> declared = new LinkedHashMap<>();
        asked(PathVariable.class)
                .forEach(asked -> declared.put(
                        asked.name(asked.how().value()), asked.parameter().getParameterType()));
        Map<String, Class<?>> found = new LinkedHashMap<>();
        java.util.regex.Pattern.compile("\\{\\*?([^}:]+)[^}]*}")
                .matcher(pattern)
                .results()
                .forEach(match -> found.put(match.group(1), declared.getOrDefault(match.group(1), String.class)));
        return found;
    }

    /**
     * A call.
     *
     * @param values for the variables of the address, by their names
     * @param ids a name for things of a type, for lists of them among the parameters
     */
    Call call(Map<String, String> values, Function<Class<?>, Optional<String>> ids) {
        return call(values, ids, field -> true, Body::word);
    }

    /** The names of the fields that take any text, in a form, a query or JSON. */
    List<String> textFields() {
        return Stream.concat(
                        asked(RequestParam.class)
                                .filter(Asked::free)
                                .map(asked -> asked.name(asked.how().value())),
                        body().stream().flatMap(type -> body(type, kind -> Optional.empty()).textFields().stream()))
                .distinct()
                .toList();
    }

    /** The names of the fields that take a value of some kind, and not any text. */
    List<String> valueFields() {
        return asked(RequestParam.class)
                .filter(asked -> !asked.free()
                        && !List.of(Map.class, MultipartFile.class)
                                .contains(asked.parameter().getParameterType()))
                .map(asked -> asked.name(asked.how().value()))
                .toList();
    }

    /** Whether it takes a form whose fields it does not name. */
    boolean takesAnything() {
        return asked(ModelAttribute.class).findAny().isPresent()
                || asked(RequestParam.class)
                        .anyMatch(asked ->
                                Map.class.isAssignableFrom(asked.parameter().getParameterType()));
    }

    /** The type of the JSON it takes. */
    Optional<Type> body() {
        return asked(RequestBody.class).findFirst().map(Asked::type);
    }

    /** A call with a text in fields of some names; the others say what means something in them, or are left out or empty. */
    Call call(
            Map<String, String> values,
            Function<Class<?>, Optional<String>> ids,
            String text,
            Predicate<String> where) {
        return call(values, ids, where, field -> where.test(field) ? text : Body.word(field));
    }

    private Call call(
            Map<String, String> values,
            Function<Class<?>, Optional<String>> ids,
            Predicate<String> where,
            UnaryOperator<String> texts) {
        Map<String, String> fields = new LinkedHashMap<>();
        asked(RequestParam.class).forEach(asked -> {
            String name = asked.name(asked.how().value());
            if (!asked.free()) {
                fields.put(name, value(asked.type(), ids));
            } else if (where.test(name)) {
                fields.put(name, texts.apply(name));
            } else if (!reads()) {
                fields.put(name, Body.word(name).equals("a") ? "" : Body.word(name));
            }
        });
        Map<String, String> headers = new LinkedHashMap<>();
        asked(RequestHeader.class)
                .filter(asked -> needed(asked.how()))
                .forEach(asked -> headers.put(asked.name(asked.how().value()), value(asked.type(), ids)));
        Optional<String> json = body().map(type -> body(type, ids).saying(texts).toString());
        return json.map(said -> new Call(path(values) + query(fields), headers, "application/json", said))
                .orElseGet(() -> with(path(values), fields, headers));
    }

    private String path(Map<String, String> values) {
        String path = pattern;
        for (Map.Entry<String, String> value : values.entrySet()) {
            path = path.replaceAll("\\{\\*?" + value.getKey() + "[^}]*}", value.getValue());
        }
        return path;
    }

    private Call with(String path, Map<String, String> fields, Map<String, String> headers) {
        boolean files = Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter ->
                        parameter.getGenericParameterType().getTypeName().contains("MultipartFile"));
        if (files) {
            return new Call(path, headers, "multipart/form-data; boundary=part", multipart(fields));
        }
        if (reads() || method.equals(HttpMethod.DELETE) || !takes.isEmpty()) {
            return new Call(path + query(fields), headers, takes, "");
        }
        String form = query(fields);
        return new Call(path, headers, "application/x-www-form-urlencoded", form.isEmpty() ? "" : form.substring(1));
    }

    /** A parameter and how it is filled. */
    private record Asked<A extends Annotation>(A how, MethodParameter parameter) {
        String name(String told) {
            if (!told.isEmpty()) {
                return told;
            }
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            return String.valueOf(parameter.getParameterName());
        }

        Type type() {
            return parameter.getGenericParameterType();
        }

        /** Whether it takes any text, or several. */
        boolean free() {
            return type().equals(String.class)
                    || type().equals(String[].class)
                    || type() instanceof ParameterizedType generic
                            && Collection.class.isAssignableFrom(parameter.getParameterType())
                            && generic.getActualTypeArguments()[0].equals(String.class);
        }
    }

    private <A extends Annotation> Stream<Asked<A>> asked(Class<A> kind) {
        return Arrays.stream(handler.getMethodParameters())
                .flatMap(parameter -> Stream.ofNullable(parameter.getParameterAnnotation(kind))
                        .map(how -> new Asked<>(how, parameter)));
    }

    private static boolean needed(RequestHeader header) {
        return header.required() && header.defaultValue().equals(ValueConstants.DEFAULT_NONE);
    }

    private static String query(Map<String, String> fields) {
        String query = fields.entrySet().stream()
                .map(field -> field.getKey() + "="
                        + java.net.URLEncoder.encode(field.getValue(), java.nio.charset.StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private static String multipart(Map<String, String> fields) {
        return fields.entrySet().stream()
                        .map(field -> "--part\r\nContent-Disposition: form-data; name=\"" + field.getKey()
                                + "\"; filename=\"a.txt\"\r\n\r\n" + field.getValue() + "\r\n")
                        .collect(Collectors.joining())
                + "--part--\r\n";
    }

    /** Something of a type, as it stands in a form. */
    private static String value(Type type, Function<Class<?>, Optional<String>> ids) {
        if (type instanceof ParameterizedType generic) {
            return value(generic.getActualTypeArguments()[0], ids);
        }
        if (!(type instanceof Class<?> plain)) {
            return "a";
        }
        if (plain.isArray()) {
            return value(plain.getComponentType(), ids);
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0].toString();
        }
        return ids.apply(plain).orElseGet(() -> switch (plain.getSimpleName()) {
            case "int", "Integer", "long", "Long", "short", "BigDecimal" -> "1";
            case "boolean", "Boolean" -> "true";
            case "LocalDate" -> "2026-01-02";
            case "Instant" -> "2026-01-02T03:04:05Z";
            case "UUID" -> UUID.randomUUID().toString();
            default -> "a";
        });
    }

    /** What it takes as JSON; what nobody names has an id that is nobody's. */
    private static Body body(Type type, Function<Class<?>, Optional<String>> ids) {
        return new Body(type, kind -> ids.apply(kind).or(() -> noOnes(kind)), (schema, field) -> true);
    }

    private static Optional<String> noOnes(Class<?> kind) {
        return kind.isRecord()
                        && kind.getRecordComponents().length == 1
                        && kind.getRecordComponents()[0].getType().equals(UUID.class)
                ? Optional.of(UUID.randomUUID().toString())
                : Optional.empty();
    }

    @Override
    public String toString() {
        return method + " " + pattern + " (" + handler.getBeanType().getSimpleName() + "."
                + handler.getMethod().getName() + ")";
    }
}
