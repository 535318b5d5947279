package org.proofmark.portal.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The few calls to a bucket that files by digest need. All throw {@link SdkException} when it does not answer as it must. */
final class Bucket implements AutoCloseable {
    /** A larger file is sent in parts of this size. */
    private static final long PART = 64L << 20;

    /** A larger object is not copied within a bucket in one call (Amazon S3, CopyObject). */
    private static final long COPIED_AT_ONCE = 5L << 30;

    private static final int EXISTS = 412;
    private static final int BEING_WRITTEN = 409;
    private static final int NOT_IMPLEMENTED = 501;

    private final S3Client s3;
    private final BucketSettings settings;

    Bucket(BucketSettings settings) {
        this.settings = settings;
        S3ClientBuilder client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(10))
                        .socketTimeout(Duration.ofSeconds(60)))
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings))
                // Checked by the digest already; services of one's own do not all know the newer ways.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .forcePathStyle(settings.pathStyle())
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build());
        settings.endpoint().ifPresent(client::endpointOverride);
        this.s3 = client.build();
    }

    private static AwsCredentialsProvider credentials(BucketSettings settings) {
        return settings.accessKey().isEmpty()
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey()));
    }

    /** Writes something and removes it. */
    void prove() {
        String key = settings.prefix() + "proof-" + UUID.randomUUID();
        s3.putObject(
                request -> request.bucket(settings.name()).key(key),
                RequestBody.fromBytes(key.getBytes(StandardCharsets.UTF_8)));
        s3.deleteObject(request -> request.bucket(settings.name()).key(key));
    }

    /** When an object was written or touched last; nothing if it is not there. */
    Optional<Instant> modified(Sha256 digest) {
        try {
            return Optional.of(
                    s3.headObject(request -> request.bucket(settings.name()).key(key(digest)))
                            .lastModified());
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        }
    }

    Optional<ResponseInputStream<GetObjectResponse>> open(Sha256 digest) {
        try {
            return Optional.of(
                    s3.getObject(request -> request.bucket(settings.name()).key(key(digest))));
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        }
    }

    /** Writes an object unless it is there. What is there, or is being written, has the same bytes. */
    void put(Sha256 digest, Path file) throws IOException {
        try {
            put(digest, file, Optional.of("*"));
        } catch (S3Exception told) {
            switch (told.statusCode()) {
                case EXISTS -> touch(digest, file);
                case BEING_WRITTEN, NOT_IMPLEMENTED -> put(digest, file, Optional.empty());
                default -> throw told;
            }
        }
    }

    private void put(Sha256 digest, Path file, Optional<String> ifNoneMatch) throws IOException {
        if (Files.size(file) > PART) {
            putInParts(digest, file, ifNoneMatch);
            return;
        }
        s3.putObject(
                request -> request.bucket(settings.name())
                        .key(key(digest))
                        .ifNoneMatch(ifNoneMatch.orElse(null))
                        .checksumSHA256(Base64.getEncoder().encodeToString(digest.bytes())),
                RequestBody.fromFile(file));
    }

    private void putInParts(Sha256 digest, Path file, Optional<String> ifNoneMatch) throws IOException {
        String upload = s3.createMultipartUpload(
                        request -> request.bucket(settings.name()).key(key(digest)))
                .uploadId();
        boolean done = false;
        try {
            List<CompletedPart> parts = sendParts(digest, file, upload);
            s3.completeMultipartUpload(request -> request.bucket(settings.name())
                    .key(key(digest))
                    .uploadId(upload)
                    .ifNoneMatch(ifNoneMatch.orElse(null))
                    .multipartUpload(all -> all.parts(parts)));
            done = true;
        } finally {
            if (!done) {
                abandon(key(digest), upload);
            }
        }
    }

    private List<CompletedPart> sendParts(Sha256 digest, Path file, String upload) throws IOException {
        List<CompletedPart> parts = new ArrayList<>();
        long length = Files.size(file);
        for (long from = 0; from < length; from += PART) {
            int number = parts.size() + 1;
            long size = Math.min(PART, length - from);
            RequestBody part =
                    RequestBody.fromContentProvider(new FilePart(file, from, size), size, "application/octet-stream");
            String tag = s3.uploadPart(
                            request -> request.bucket(settings.name())
                                    .key(key(digest))
                                    .uploadId(upload)
                                    .partNumber(number),
                            part)
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }
        return parts;
    }

    /** Makes an object young again: its copy onto itself, or where it is too large for that, the file once more. */
    void touch(Sha256 digest, Path file) throws IOException {
        if (Files.size(file) > COPIED_AT_ONCE) {
            put(digest, file, Optional.empty());
            return;
        }
        s3.copyObject(request -> request.sourceBucket(settings.name())
                .sourceKey(key(digest))
                .destinationBucket(settings.name())
                .destinationKey(key(digest))
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("touched", Instant.now().toString())));
    }

    void delete(Sha256 digest) {
        s3.deleteObject(request -> request.bucket(settings.name()).key(key(digest)));
    }

    /** Objects that nobody touched since a moment. What is not named by a digest is not ours. */
    Stream<Sha256> untouchedSince(Instant moment) {
        return s3
                .listObjectsV2Paginator(
                        request -> request.bucket(settings.name()).prefix(settings.prefix()))
                .contents()
                .stream()
                .filter(object -> object.lastModified().isBefore(moment))
                .map(S3Object::key)
                .flatMap(key -> digest(key).stream());
    }

    /** Gives up what was sent in parts and not to its end; answers how many. */
    int abandon(Instant begunBefore) {
        int abandoned = 0;
        for (MultipartUpload upload : s3.listMultipartUploads(
                        request -> request.bucket(settings.name()).prefix(settings.prefix()))
                .uploads()) {
            if (upload.initiated().isBefore(begunBefore) && digest(upload.key()).isPresent()) {
                abandon(upload.key(), upload.uploadId());
                abandoned++;
            }
        }
        return abandoned;
    }

    private void abandon(String key, String upload) {
        s3.abortMultipartUpload(
                request -> request.bucket(settings.name()).key(key).uploadId(upload));
    }

    private String key(Sha256 digest) {
        return settings.prefix() + digest.path();
    }

    private Optional<Sha256> digest(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        try {
            return Optional.of(Sha256.parse(name)).filter(digest -> key(digest).equals(key));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    /** What went wrong with a file, in one line. */
    IOException failure(Sha256 digest, SdkException broken) {
        return new IOException("%s, the file %s: %s".formatted(this, digest, reason(broken)), broken);
    }

    /** Why, in one line: what the service said, or what kept it from saying something. */
    static String reason(SdkException broken) {
        if (broken instanceof S3Exception told) {
            return "it answers %d %s".formatted(told.statusCode(), told.awsErrorDetails() == null ? "" : said(told));
        }
        Throwable inner = broken;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        return "%s (%s)".formatted(inner.getMessage(), inner.getClass().getSimpleName());
    }

    private static String said(S3Exception told) {
        return told.awsErrorDetails().errorCode() + ": "
                + told.awsErrorDetails().errorMessage();
    }

    @Override
    public String toString() {
        return settings.toString();
    }

    @Override
    public void close() {
        s3.close();
    }
}
