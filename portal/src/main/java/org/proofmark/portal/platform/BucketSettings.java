package org.proofmark.portal.platform;

import java.net.URI;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An S3-compatible bucket, under {@code proofmark.bucket.}
 *
 * @param name of the bucket; "": files are kept in the data folder
 * @param endpoint where the service is; without it, Amazon's of the region
 * @param pathStyle whether the bucket's name stands in the path, as most services of one's own want it, not in the host
 * @param prefix what stands before every key: several portals can share a bucket
 * @param accessKey "": keys are looked for where Amazon's tools look, in the environment, the profile and the machine's role
 */
public record BucketSettings(
        @DefaultValue("") String name,
        Optional<URI> endpoint,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("true") boolean pathStyle,
        @DefaultValue("") String prefix,
        @DefaultValue("") String accessKey,
        @DefaultValue("") String secretKey) {
    public BucketSettings {
        if (accessKey.isEmpty() != secretKey.isEmpty()) {
            throw new IllegalArgumentException(
                    "proofmark.bucket.access-key and proofmark.bucket.secret-key go together");
        }
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            throw new IllegalArgumentException("proofmark.bucket.prefix ends with a slash");
        }
        if (name.isEmpty() && endpoint.isPresent()) {
            throw new IllegalArgumentException("proofmark.bucket.endpoint without proofmark.bucket.name");
        }
    }

    /** Whether files are kept in a bucket at all. */
    public boolean used() {
        return !name.isEmpty();
    }

    /** Without its keys: it may be logged. */
    @Override
    public String toString() {
        return "the bucket " + name + endpoint.map(place -> " at " + place).orElse(" of Amazon in " + region);
    }
}
