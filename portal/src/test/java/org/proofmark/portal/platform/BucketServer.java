package org.proofmark.portal.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3-compatible service on this machine, in a process of its own, until this one ends. */
public final class BucketServer {
    /** Copied there by the build. */
    private static final Path PROGRAM = Path.of("target/bucket/s3mock.jar");

    private static final Pattern LISTENS = Pattern.compile("started on ports?.* (\\d+) \\(http\\)");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final URI endpoint;

    private BucketServer(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** The one of this process. */
    public static BucketServer shared() {
        return Shared.SERVER;
    }

    /** How a portal is told to use a bucket of it, which is made. */
    public Map<String, String> settings(String name) {
        BucketSettings told = bucket(name, "");
        return Map.of(
                "proofmark.bucket.name",
                told.name(),
                "proofmark.bucket.endpoint",
                endpoint.toString(),
                "proofmark.bucket.access-key",
                told.accessKey(),
                "proofmark.bucket.secret-key",
                told.secretKey());
    }

    /** A bucket, which is made if it is not there. */
    BucketSettings bucket(String name, String prefix) {
        try (S3Client s3 = client()) {
            if (s3.listBuckets().buckets().stream()
                    .noneMatch(there -> there.name().equals(name))) {
                s3.createBucket(request -> request.bucket(name));
            }
        }
        return settings(name, prefix);
    }

    /** A bucket, whether it is there or not. */
    BucketSettings settings(String name, String prefix) {
        return new BucketSettings(name, Optional.of(endpoint), "us-east-1", true, prefix, "example", "not a secret");
    }

    S3Client client() {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("example", "not a secret")))
                .build();
    }

    private static BucketServer start() {
        try {
            Path log = Files.createTempFile("bucket", ".log");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx384m",
                            "-jar",
                            PROGRAM.toAbsolutePath().toString(),
                            "--server.port=0",
                            "--http.port=0")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return new BucketServer(URI.create("http://127.0.0.1:" + port(process, log)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static int port(Process process, Path log) throws IOException {
        for (long until = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < until; ) {
            try (BufferedReader lines = Files.newBufferedReader(log)) {
                Optional<Matcher> found = lines.lines()
                        .map(LISTENS::matcher)
                        .filter(Matcher::find)
                        .findFirst();
                if (found.isPresent()) {
                    return Integer.parseInt(found.get().group(1));
                }
            }
            if (!process.isAlive()) {
                break;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(100).toNanos());
        }
        throw new IOException("no bucket service within %s: %s".formatted(PATIENCE, Files.readString(log)));
    }

    private static final class Shared {
        private static final BucketServer SERVER = start();
    }
}
