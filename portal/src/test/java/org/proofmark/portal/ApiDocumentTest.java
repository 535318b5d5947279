package org.proofmark.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API document says what there is, names it, and is good enough for a generator to make a client of it. */
class ApiDocumentTest {
    private static final TestPortal PORTAL = TestPortal.shared();
    private static final JsonNode DOCUMENT =
            JsonMapper.shared().readTree(PORTAL.browser().get("/v3/api-docs").body());
    private static final List<Route> ROUTES =
            Route.all(PORTAL).stream().filter(Route::api).toList();

    @TempDir
    Path folder;

    @Test
    void everyCallStandsInItWithANameASummaryAndItsProblems() {
        assertThat(DOCUMENT.path("openapi").asString()).startsWith("3.1");
        Set<String> names = new TreeSet<>();
        for (Route route : ROUTES) {
            JsonNode call = DOCUMENT.path("paths")
                    .path(route.pattern())
                    .path(route.method().name().toLowerCase(java.util.Locale.ROOT));
            String name = call.path("operationId").asString("");
            assertThat(name).as(route.toString()).matches("[a-z][a-zA-Z]+");
            assertThat(names.add(name)).as("one call alone is called " + name).isTrue();
            assertThat(call.path("summary").asString("")).as(route.toString()).isNotBlank();
            assertThat(call.path("tags")).as(route.toString()).hasSize(1);
            assertThat(call.at("/responses/401/content/application~1problem+json/schema/$ref")
                            .asString())
                    .as(route.toString())
                    .endsWith("/Problem");
        }
        assertThat(names).hasSize(ROUTES.size()).hasSizeGreaterThan(70);
    }

    /** Two of one name would be written as one, and the document be wrong of both. */
    @Test
    void noTwoKindsOfThingHaveOneName() {
        Map<String, Set<Class<?>>> named = new TreeMap<>();
        for (Route route : ROUTES) {
            walk(route.handler().getReturnType().getGenericParameterType(), named);
            for (MethodParameter parameter : route.handler().getMethodParameters()) {
                if (parameter.hasParameterAnnotation(RequestBody.class)) {
                    walk(parameter.getGenericParameterType(), named);
                }
            }
        }
        assertThat(named)
                .hasSizeGreaterThan(40)
                .allSatisfy((name, kinds) -> assertThat(kinds).as(name).hasSize(1));
    }

    private static void walk(Type type, Map<String, Set<Class<?>>> named) {
        if (type instanceof ParameterizedType generic) {
            Stream.of(generic.getActualTypeArguments()).forEach(part -> walk(part, named));
        } else if (type instanceof Class<?> plain && plain.isRecord()) {
            if (named.computeIfAbsent(Body.name(plain), fresh -> new java.util.HashSet<>())
                    .add(plain)) {
                for (RecordComponent part : plain.getRecordComponents()) {
                    walk(part.getGenericType(), named);
                }
            }
        }
    }

    @Test
    void whatIsAlwaysThereIsRequiredAndNothingElse() {
        JsonNode schemas = DOCUMENT.at("/components/schemas");
        assertThat(schemas.at("/ViewTerms/required").isMissingNode()).isTrue();
        assertThat(schemas.at("/BulkVerdict/required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("query", "verdict");
        assertThat(schemas.at("/Matches/required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("matches", "counts");
    }

    @Test
    void aGeneratedClientCompiles() throws IOException, InterruptedException {
        Path generator = Path.of("target", "client-generator", "openapi-generator-cli.jar");
        Path document = Files.writeString(folder.resolve("api.json"), DOCUMENT.toString());
        Path client = folder.resolve("client");
        Process generation = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        generator.toString(),
                        "generate",
                        "--input-spec",
                        document.toString(),
                        "--generator-name",
                        "java",
                        "--library",
                        "native",
                        "--additional-properties",
                        "openApiNullable=false,useJakartaEe=true",
                        "--global-property",
                        "apis,models,supportingFiles,apiTests=false,modelTests=false,apiDocs=false,modelDocs=false",
                        "--output",
                        client.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(generation.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(generation.exitValue())
                .as(Files.readString(folder.resolve("log")))
                .isZero();
        List<Path> sources = sources(client);
        assertThat(sources).hasSizeGreaterThan(70);
        assertThat(compiled(sources, generator)).as("what the compiler says").isEmpty();
    }

    private static List<Path> sources(Path client) throws IOException {
        try (Stream<Path> all = Files.walk(client.resolve("src").resolve("main"))) {
            return all.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }

    /** Errors; the generator's jar holds the libraries its clients use. */
    private List<String> compiled(List<Path> sources, Path libraries) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> errors = new ArrayList<>();
        String annotations = Path.of(java.net.URI.create(jakarta.annotation.Nullable.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-proc:none",
                    "-nowarn",
                    "-d",
                    Files.createDirectories(folder.resolve("classes")).toString(),
                    "-classpath",
                    libraries + java.io.File.pathSeparator + annotations);
            compiler.getTask(
                            null,
                            files,
                            said -> {
                                if (said.getKind() == javax.tools.Diagnostic.Kind.ERROR) {
                                    errors.add(said.toString());
                                }
                            },
                            options,
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        return errors;
    }

    /** What a route answers is among what the document says it can answer. */
    static void expectDocumented(Route route, int status, List<String> wrong) {
        JsonNode answers = DOCUMENT.path("paths")
                .path(route.pattern())
                .path(route.method().name().toLowerCase(java.util.Locale.ROOT))
                .path("responses");
        if (!answers.has(Integer.toString(status))) {
            wrong.add("%s: answers %d, of which the API document says nothing".formatted(route, status));
        }
    }
}
