package org.proofmark.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.proofmark.portal.database.PostgresFolder;
import org.proofmark.portal.database.PostgresSettings;
import org.proofmark.portal.database.RunningPostgres;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.platform.DatabaseAddress;
import org.springframework.web.method.HandlerMethod;

/**
 * A portal that runs for tests, on the one PostgreSQL of this process, in a database and a folder of its own. {@link #shared}
 * is started once and used by all tests that need no settings: they make people of their own and leave the others' alone.
 */
public final class TestPortal implements AutoCloseable {
    public static final String PASSWORD = "a harbour at four in the morning";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final RunningPortal running;
    private final Path data;

    private final DatabaseAddress database;

    private TestPortal(RunningPortal running, Path data, DatabaseAddress database) {
        this.running = running;
        this.data = data;
        this.database = database;
    }

    /** The portal with standard settings, until the process ends. */
    public static TestPortal shared() {
        return Shared.PORTAL;
    }

    /**
     * One more portal.
     *
     * @param settings by their full names, {@code proofmark.sign-up} or {@code spring.…}
     */
    public static TestPortal start(Map<String, String> settings) {
        try {
            Path data = Files.createDirectories(Ground.FOLDER.resolve("portal-" + NUMBER.incrementAndGet()));
            DatabaseAddress database = Ground.database("test" + NUMBER.incrementAndGet());
            PortalOptions options =
                    new PortalOptions(0, data, Optional.of(database), Optional.of(write(data, settings)));
            return new TestPortal(RunningPortal.start(options), data, database);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path data, Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("proofmark.workers", "1");
        properties.setProperty("proofmark.crawl.enabled", "false");
        properties.putAll(settings);
        Path file = data.resolve("settings.properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        return file;
    }

    public URI address() {
        return URI.create(running.address());
    }

    /** Where the first administrator is made. */
    public String startLink() {
        return running.startLink().orElseThrow();
    }

    /** Its database. */
    public DatabaseAddress database() {
        return database;
    }

    /** Its data folder. */
    public Path data() {
        return data;
    }

    public <T> T bean(Class<T> type) {
        return running.part(type);
    }

    /** What answers the calls of the API. */
    public List<HandlerMethod> apiHandlers() {
        return Route.all(this).stream().filter(Route::api).map(Route::handler).toList();
    }

    /** A new browser: nobody is signed in. */
    public Browser browser() {
        return new Browser(address());
    }

    /** A new person whose password is {@link #PASSWORD}; the address is new as well. */
    public Person person(Role... roles) {
        return person("Kim Example", roles);
    }

    public Person person(String name, Role... roles) {
        String email = "person" + NUMBER.incrementAndGet() + "@example.org";
        return bean(People.class).add(name, email, PASSWORD, Set.of(roles), true);
    }

    /** A browser in which a person is signed in with {@link #PASSWORD}. */
    public Browser signedIn(Person person) {
        Browser browser = browser();
        browser.get("/sign-in");
        Browser.Answer answer = browser.post("/sign-in", "email", person.email(), "password", PASSWORD);
        if (answer.status() != 302) {
            throw new AssertionError("not signed in: " + answer);
        }
        browser.get("/me");
        return browser;
    }

    @Override
    public void close() {
        running.close();
    }

    private static final class Shared {
        private static final TestPortal PORTAL = start(Map.of());

        static {
            Ground.atEnd(PORTAL::close);
        }
    }

    /** PostgreSQL, and the folder of everything; both go when the process ends. */
    private static final class Ground {
        private static final Path FOLDER = folder();
        private static final RunningPostgres POSTGRES = new PostgresFolder(
                        FOLDER,
                        new PostgresSettings(32, 60, Duration.ofMinutes(2), Duration.ofSeconds(20)),
                        new SecureRandom())
                .start();
        private static final java.util.Deque<Runnable> AT_END = new java.util.concurrent.ConcurrentLinkedDeque<>();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(Ground::end));
        }

        static void atEnd(Runnable act) {
            AT_END.push(act);
        }

        private static void end() {
            AT_END.forEach(Runnable::run);
            POSTGRES.close();
            try (Stream<Path> all = Files.walk(FOLDER)) {
                for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Path folder() {
            try {
                return Files.createTempDirectory("proofmark-portal");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static DatabaseAddress database(String name) {
            try (Connection connection =
                            DriverManager.getConnection(POSTGRES.jdbcUrl(), POSTGRES.name(), POSTGRES.password());
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException("no database for the test", e);
            }
            return new DatabaseAddress(
                    POSTGRES.jdbcUrl().replaceFirst("/[^/]*$", "/" + name), POSTGRES.name(), POSTGRES.password());
        }
    }
}
