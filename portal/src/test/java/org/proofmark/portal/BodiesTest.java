package org.proofmark.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.identity.Role;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every call that takes JSON × every way to spoil it: what is wrong is told by its place, and never is it an error of ours. What
 * has to be there is what the API document says.
 */
class BodiesTest {
    /** What a reader of JSON takes for no body, or not for the beginning of one. */
    private static final List<String> SHAPELESS =
            List.of("", " ", "null", "\"a\"", "7", "true", "[]", "[{}]", "{", "{\"a\":", "{]", "a", "[".repeat(5_000));

    /** What tells that a body was not read. */
    private static final String UNREAD = "(?s).*urn:proofmark:refused\\.(body|missing|value|letters|textLength)\".*";

    private static final TestPortal PORTAL = TestPortal.shared();
    private static final Things THINGS = new Things(PORTAL);
    private static final Person PERSON = PORTAL.person(Role.values());
    private static final JsonNode SCHEMAS = JsonMapper.shared()
            .readTree(PORTAL.browser().get("/v3/api-docs").body())
            .at("/components/schemas");
    private static final List<Route> ROUTES = Route.all(PORTAL);
    private static final List<Route> TAKING = ROUTES.stream()
            .filter(route ->
                    route.body().filter(type -> body(type).structured()).isPresent())
            .toList();

    private final Browser browser = PORTAL.signedIn(PERSON);
    private final List<String> wrong = new ArrayList<>();

    private static Body body(java.lang.reflect.Type type) {
        return new Body(type, BodiesTest::own, BodiesTest::required);
    }

    private static Body body(Route route) {
        return body(route.body().orElseThrow());
    }

    private static Optional<String> own(Class<?> kind) {
        if (kind.equals(PersonId.class)) {
            return Optional.of(PORTAL.person(Role.CREATOR).id().toString());
        }
        return THINGS.knows(kind) ? Optional.of(THINGS.make(kind, PERSON)) : Optional.empty();
    }

    private static boolean required(String schema, String field) {
        return SCHEMAS.path(schema)
                .path("required")
                .valueStream()
                .anyMatch(one -> one.stringValue().equals(field));
    }

    @Test
    void whatIsSpoiltIsToldByItsPlace() {
        int spoilt = 0;
        for (Route route : TAKING) {
            Map<String, String> address = address(route);
            for (Body.Spoilt one : body(route).spoilt().toList()) {
                boolean free = one.reason().isEmpty();
                Browser.Answer answer =
                        ask(route, free ? address(route) : address, one.json().toString());
                expect(route, one.json(), answer, free ? answer.status() < 500 : told(route, one, answer));
                spoilt++;
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(TAKING).hasSizeGreaterThan(35);
        assertThat(spoilt).isGreaterThan(1_500);
    }

    /** Pages are told in their own way, of which the status is a part; a value may say by itself why it is none. */
    private static boolean told(Route route, Body.Spoilt spoilt, Browser.Answer answer) {
        if (answer.status() != 422 || !route.api()) {
            return answer.status() == 422;
        }
        if (spoilt.place().isEmpty()) {
            return problem(answer, "body");
        }
        return problem(answer, spoilt.reason().equals("value") ? "[a-z]+" : spoilt.reason())
                && answer.body().contains("\"detail\":\"“" + spoilt.place() + "”");
    }

    @Test
    void whatIsNoBodyAtAllIsAProblem() {
        for (Route route : TAKING) {
            Map<String, String> address = address(route);
            for (String body : SHAPELESS) {
                Browser.Answer answer = ask(route, address, body);
                expect(route, body, answer, answer.status() == 422 && (!route.api() || problem(answer, "body")));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aWholeBodyIsReadAndOneOfWhatIsRequiredToo() {
        for (Route route : TAKING) {
            Body body = body(route);
            for (JsonNode whole : List.of(body.whole(), body.bare(true), body.bare(false))) {
                Browser.Answer answer = ask(route, address(route), whole.toString());
                boolean read = !answer.body().matches(UNREAD);
                expect(route, whole, answer, answer.status() < 500 && read);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void noMoreIsReadThanOneCallMayBring() {
        String much = "{\"more\":[" + "0,".repeat(3 << 20) + "0],\"name\":\"a\"}";
        Browser.Answer answer = post("/api/v1/views", much, "en");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("refused.bodyTooLarge", "at most 4 MB of JSON");
    }

    @Test
    void itIsToldInTheLanguageOfTheReader() {
        String body = "{\"site\":\"example.org\",\"verdict\":null,\"reason\":\"own_site\"}";
        Browser.Answer german = post("/api/v1/rules", body, "de");
        assertThat(german.body()).contains("„verdict“ fehlt.");
        assertThat(post("/api/v1/rules", body, "en").body()).contains("“verdict” is missing.");
        assertThat(post("/api/v1/views", "{\"name\":\"a\\u0000\"}", "de").body())
                .contains("„name“: Darin ist ein Zeichen");
        assertThat(post("/api/v1/works/known", "{\"digests\":[\"a\"]}", "en").body())
                .contains("“digests[0]” is not of the kind it must be.");
    }

    @Test
    void aValueInAnAddressIsOfItsKindToo() {
        int asked = 0;
        for (Route route : ROUTES.stream().filter(Route::api).toList()) {
            Route.Call call = call(route, address(route), "");
            for (String field : route.valueFields()) {
                String odd = "\\b" + field + "=[^&]*";
                Browser.Answer answer = send(
                        route.method(),
                        call.address().replaceAll(odd, field + "=x"),
                        call.headers(),
                        call.type(),
                        call.body().replaceAll(odd, field + "=x"));
                expect(
                        route,
                        field,
                        answer,
                        problem(answer, "value") && answer.body().contains("“" + field + "”"));
                asked++;
            }
            for (Map.Entry<String, Class<?>> variable : route.variables().entrySet()) {
                if (!variable.getValue().equals(String.class)) {
                    Map<String, String> odd = new LinkedHashMap<>(address(route));
                    odd.put(variable.getKey(), "x");
                    Browser.Answer answer = ask(route, odd, "{}");
                    boolean bodiless = route.method().equals(HttpMethod.HEAD);
                    expect(route, odd, answer, answer.status() == 404 && (bodiless || problem(answer, "notFound")));
                    asked++;
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(60);
    }

    @Test
    void whatIsAskedInAQueryIsNeverAFault() {
        for (Route route :
                ROUTES.stream().filter(Route::api).filter(Route::reads).toList()) {
            for (String text : List.of("a\0b", "\ud800", "9223372036854775808", "+999999999-12-31")) {
                Route.Call call = route.call(address(route), BodiesTest::own, text, field -> true);
                Browser.Answer answer = send(route.method(), call.address(), call.headers(), "", "");
                expect(route, text, answer, answer.status() < 500);
            }
        }
        assertThat(wrong).isEmpty();
        for (String query : List.of("since=%2B999999999-12-31", "country=%00", "source=x")) {
            Browser.Answer answer = browser.get("/api/v1/matches?" + query);
            assertThat(answer.status()).as(query).isEqualTo(422);
        }
        Browser.Answer keyed = browser.send(
                "POST",
                "/api/v1/views",
                BodyPublishers.ofString("{}"),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                "x",
                "X-CSRF-TOKEN",
                browser.token());
        assertThat(problem(keyed, "value")).as(keyed.body()).isTrue();
    }

    private static boolean problem(Browser.Answer answer, String reason) {
        return (answer.status() == 422 || answer.status() == 404)
                && answer.header("Content-Type").startsWith("application/problem+json")
                && answer.find("\"urn:proofmark:refused\\.(" + reason + ")\"").isPresent();
    }

    /** Names of our classes and traces of our stack stay with us, whatever is answered. */
    private void expect(Route route, Object sent, Browser.Answer answer, boolean as) {
        boolean leaks = answer.body().matches("(?s).*(org\\.proofmark|java\\.|jackson|Exception|\\tat ).*");
        if (!as || leaks) {
            wrong.add("%s with %s: %d %s"
                    .formatted(route, shortened(sent.toString()), answer.status(), shortened(answer.body())));
        }
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(300, text.length()));
    }

    private static Map<String, String> address(Route route) {
        Map<String, String> values = new LinkedHashMap<>();
        route.variables().forEach((name, kind) -> values.put(name, own(kind).orElse("480")));
        return values;
    }

    private static Route.Call call(Route route, Map<String, String> address, String body) {
        Route.Call call = route.call(address, BodiesTest::own);
        Map<String, String> headers = new LinkedHashMap<>(call.headers());
        headers.replace("If-Match", "\"1\"");
        return new Route.Call(call.address(), headers, call.type(), route.body().isPresent() ? body : call.body());
    }

    private Browser.Answer ask(Route route, Map<String, String> address, String body) {
        Route.Call call = call(route, address, body);
        return send(route.method(), call.address(), call.headers(), call.type(), call.body());
    }

    private Browser.Answer post(String path, String body, String language) {
        return send(HttpMethod.POST, path, Map.of("Accept-Language", language), "application/json", body);
    }

    private Browser.Answer send(HttpMethod method, String address, Map<String, String> more, String type, String body) {
        List<String> headers = new ArrayList<>(List.of("X-CSRF-TOKEN", browser.token(), "Accept", "application/json"));
        more.forEach((name, value) -> headers.addAll(List.of(name, value)));
        if (!type.isEmpty()) {
            headers.addAll(List.of("Content-Type", type));
        }
        return browser.send(method.name(), address, BodyPublishers.ofString(body), headers.toArray(String[]::new));
    }
}
