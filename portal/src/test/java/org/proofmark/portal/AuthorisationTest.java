package org.proofmark.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.discovery.SourceId;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.identity.Role;

/**
 * Every route × everyone × own and foreign things. What is expected follows from the handler's {@link Allow}, which is
 * as the table of routes says, and from the types in its address; where it does not, the route is named and the test fails until {@link Things} or {@link #WORDS} knows it.
 */
class AuthorisationTest {
    /** Variables of addresses that are not the id of a thing of someone's, and a value of each that opens nothing. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("secret", "AAAAAAAAAAAAAAAAAAAAAA"),
            Map.entry("longSide", "480"),
            Map.entry("code", "aaaa"),
            Map.entry("id", "00"),
            Map.entry("key", "00"),
            Map.entry("act", "00000000-0000-0000-0000-000000000000"),
            Map.entry("change", "00000000-0000-0000-0000-000000000000"),
            Map.entry("note", "00000000-0000-0000-0000-000000000000"),
            Map.entry("domain", "example.org"),
            Map.entry("site", "example.org"),
            Map.entry("digest", "0".repeat(64)));

    private static final Path TABLE = Path.of("src", "test", "resources", "routes.txt");

    private static final TestPortal PORTAL = TestPortal.shared();
    private static final Things THINGS = new Things(PORTAL);
    private static final List<Route> ROUTES = Route.all(PORTAL);

    private final Map<Role, Person> people = new EnumMap<>(Role.class);
    private final Map<Role, Browser> browsers = new EnumMap<>(Role.class);
    private final List<String> wrong = new ArrayList<>();

    @Test
    void everyRouteSaysWhoMayCallIt() {
        assertThat(ROUTES).hasSizeGreaterThan(15);
        assertThat(ROUTES).filteredOn(route -> route.rule().isEmpty()).isEmpty();
        assertThat(ROUTES)
                .as("who may call it is said in one way")
                .allSatisfy(route -> assertThat(ways(route.rule().orElseThrow()))
                        .as(route.toString())
                        .isEqualTo(1));
    }

    /** One line for each way to call the portal: a route that is new, gone or open to others than before is seen here. */
    @Test
    void whoMayCallWhatStandsInATable() throws IOException {
        List<String> said = ROUTES.stream()
                .map(route -> route.method() + " " + route.pattern() + " : "
                        + who(route.rule().orElseThrow()))
                .sorted()
                .toList();
        assertThat(said)
                .as("routes and who may call them, as in %s", TABLE)
                .containsExactlyElementsOf(Files.readAllLines(TABLE).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .sorted()
                        .toList());
    }

    private static String who(Allow rule) {
        if (rule.anyone()) {
            return "anyone";
        }
        if (rule.halfWay()) {
            return "half-way";
        }
        return rule.signedIn()
                ? "signed in"
                : Stream.of(rule.value()).map(Role::name).sorted().collect(Collectors.joining(" "));
    }

    private static long ways(Allow rule) {
        return Stream.of(rule.anyone(), rule.signedIn(), rule.halfWay(), rule.value().length > 0)
                .filter(way -> way)
                .count();
    }

    @Test
    void everyAddressNamesOnlyWhatTheTestKnows() {
        for (Route route : ROUTES) {
            route.variables().forEach((name, kind) -> {
                if (!known(name, kind)) {
                    wrong.add("%s: nothing says what {%s} of type %s is for a stranger"
                            .formatted(route, name, kind.getSimpleName()));
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean known(String name, Class<?> kind) {
        return THINGS.knows(kind) || WORDS.containsKey(name) || kind == PersonId.class;
    }

    @Test
    void nobodyComesIn() {
        Browser nobody = PORTAL.browser();
        nobody.get("/sign-in");
        for (Route route : ROUTES) {
            Allow rule = route.rule().orElseThrow();
            Browser.Answer answer = ask(nobody, route, foreign(route), kind -> Optional.empty());
            boolean in = rule.anyone() || rule.halfWay();
            expect(route, "nobody", answer, in ? answer.status() < 500 : refusedToNobody(route, answer));
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean refusedToNobody(Route route, Browser.Answer answer) {
        return route.api()
                ? answer.status() == 401
                : answer.status() == 302 && answer.leadsTo().equals("/sign-in");
    }

    @Test
    void aRoleThatMayNotIsTold() {
        for (Route route : ROUTES) {
            for (Role role : Role.values()) {
                Allow rule = route.rule().orElseThrow();
                if (!may(rule, role)) {
                    Browser.Answer answer = askAs(role, route, foreign(route), kind -> Optional.empty());
                    expect(route, role.name(), answer, answer.status() == 403);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean may(Allow rule, Role role) {
        return rule.anyone()
                || rule.halfWay()
                || rule.signedIn()
                || Arrays.asList(rule.value()).contains(role);
    }

    @Test
    void aForeignThingIsNotThere() {
        Person owner = PORTAL.person(Role.CREATOR);
        Map<Class<?>, String> theirs = new LinkedHashMap<>();
        Function<Class<?>, Optional<String>> ids = kind -> Optional.ofNullable(theirs.get(kind));
        THINGS.kinds().forEach(kind -> theirs.put(kind, THINGS.make(kind, owner)));
        Map<String, List<String>> before = THINGS.of(owner);
        for (Route route : ROUTES) {
            Map<String, String> address = address(route, kind -> ids.apply(kind).orElseGet(AuthorisationTest::noOnes));
            for (Role role : Role.values()) {
                askForForeign(route, role, address, ids);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(THINGS.of(owner)).isEqualTo(before);
    }

    private void askForForeign(
            Route route, Role role, Map<String, String> address, Function<Class<?>, Optional<String>> ids) {
        Allow rule = route.rule().orElseThrow();
        if (!may(rule, role) || seesEveryones(role, route)) {
            return;
        }
        Browser.Answer answer = askAs(role, route, address, ids);
        if (rule.anyone() || rule.halfWay()) {
            expect(route, role + " where anyone may", answer, answer.status() < 500);
            return;
        }
        boolean named =
                route.variables().values().stream().anyMatch(kind -> THINGS.knows(kind) || kind == PersonId.class);
        expect(
                route,
                role + " with a foreign thing",
                answer,
                named ? answer.status() == 404 : answer.status() < 500 && answer.status() != 401);
    }

    /** What one names in a form, a query or JSON of a thing of one's own is not there either if it is another's. */
    @Test
    void aForeignThingIsNotThereForOnesOwn() {
        Person owner = PORTAL.person(Role.CREATOR);
        Map<Class<?>, String> theirs = new LinkedHashMap<>();
        THINGS.kinds().forEach(kind -> theirs.put(kind, THINGS.make(kind, owner)));
        Map<String, List<String>> before = THINGS.of(owner);
        Map<String, List<String>> naming = THINGS.naming(theirs.values());
        List<Route> asked = new ArrayList<>();
        for (Route route : ROUTES) {
            Allow rule = route.rule().orElseThrow();
            Route.Call call = route.call(foreign(route), kind -> Optional.ofNullable(theirs.get(kind)));
            if (rule.anyone()
                    || rule.halfWay()
                    || theirs.values().stream().noneMatch((call.address() + " " + call.body())::contains)) {
                continue;
            }
            Role role = rule.value().length > 0 ? rule.value()[0] : Role.CREATOR;
            if (seesEveryones(role, route)) {
                continue;
            }
            asked.add(route);
            Person person = person(role);
            Map<String, String> address =
                    address(route, kind -> THINGS.knows(kind) ? THINGS.make(kind, person) : noOnes());
            Browser.Answer answer = askAs(role, route, address, kind -> Optional.ofNullable(theirs.get(kind)));
            expect(route, role + " naming a foreign thing", answer, answer.status() < 500 && answer.status() != 401);
        }
        assertThat(wrong).isEmpty();
        assertThat(asked.stream().map(Route::pattern))
                .contains(
                        "/api/v1/works/deleted",
                        "/api/v1/works/edited",
                        "/api/v1/works/monitored",
                        "/api/v1/collections/{id}/works",
                        "/api/v1/licences/{id}/works");
        assertThat(THINGS.of(owner)).isEqualTo(before);
        assertThat(THINGS.naming(theirs.values())).isEqualTo(naming);
    }

    /**
     * An administrator sees the sources of everyone, and may stop them, and gives everyone a plan; {@code SourcesTest} and
     * {@code PlansTest} say how.
     */
    private static boolean seesEveryones(Role role, Route route) {
        return role == Role.ADMINISTRATOR
                && (route.variables().containsValue(SourceId.class)
                        || route.pattern().endsWith("/plans/{code}/holders"));
    }

    @Test
    void oneComesToOnesOwn() {
        for (Route route : ROUTES) {
            Allow rule = route.rule().orElseThrow();
            boolean named = route.variables().values().stream().anyMatch(THINGS::knows);
            if (rule.anyone() || !named) {
                continue;
            }
            Role role = rule.value().length > 0 ? rule.value()[0] : Role.CREATOR;
            Person person = person(role);
            Function<Class<?>, Optional<String>> own =
                    kind -> THINGS.knows(kind) ? Optional.of(THINGS.make(kind, person)) : Optional.empty();
            Browser.Answer answer = askAs(
                    role, route, address(route, kind -> own.apply(kind).orElseGet(AuthorisationTest::noOnes)), own);
            expect(
                    route,
                    role + " with a thing of theirs",
                    answer,
                    answer.status() < 500 && !List.of(401, 403, 404).contains(answer.status()));
        }
        assertThat(wrong).isEmpty();
    }

    private static String noOnes() {
        return UUID.randomUUID().toString();
    }

    private static Map<String, String> foreign(Route route) {
        return address(route, kind -> noOnes());
    }

    private static Map<String, String> address(Route route, Function<Class<?>, String> ids) {
        Map<String, String> values = new LinkedHashMap<>();
        route.variables()
                .forEach((name, kind) -> values.put(
                        name,
                        THINGS.knows(kind) || kind == PersonId.class
                                ? ids.apply(kind)
                                : WORDS.getOrDefault(name, "1")));
        return values;
    }

    private Browser.Answer ask(
            Browser browser, Route route, Map<String, String> address, Function<Class<?>, Optional<String>> ids) {
        Route.Call call = route.call(address, ids);
        List<String> headers = new ArrayList<>();
        call.headers().forEach((name, value) -> headers.addAll(List.of(name, value)));
        if (!call.type().isEmpty()) {
            headers.addAll(List.of("Content-Type", call.type()));
        }
        headers.addAll(
                List.of("X-CSRF-TOKEN", browser.token(), "Accept", route.api() ? "application/json" : "text/html"));
        Browser.Answer answer = browser.send(
                route.method().name(),
                call.address(),
                BodyPublishers.ofString(call.body()),
                headers.toArray(String[]::new));
        if (route.api()) {
            ApiDocumentTest.expectDocumented(route, answer.status(), wrong);
        }
        return answer;
    }

    private void expect(Route route, String who, Browser.Answer answer, boolean as) {
        if (!as) {
            wrong.add("%s, %s: %d %s".formatted(route, who, answer.status(), answer.leadsTo()));
        }
    }

    /** Signed in, and once more if an earlier call signed out. */
    private Browser.Answer askAs(
            Role role, Route route, Map<String, String> address, Function<Class<?>, Optional<String>> ids) {
        Browser browser = browsers.computeIfAbsent(role, missing -> PORTAL.signedIn(person(role)));
        Browser.Answer answer = ask(browser, route, address, ids);
        if (!refusedToNobody(route, answer)) {
            return answer;
        }
        Person other = PORTAL.person(role);
        people.put(role, other);
        Browser again = PORTAL.signedIn(other);
        browsers.put(role, again);
        return ask(again, route, address, ids);
    }

    private Person person(Role role) {
        return people.computeIfAbsent(role, PORTAL::person);
    }
}
