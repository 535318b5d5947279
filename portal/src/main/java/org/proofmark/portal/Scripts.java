package org.proofmark.portal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import org.proofmark.portal.platform.Sha256;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The pages' scripts, which browsers keep for a year: a change to any of them is another version of all. */
final class Scripts {
    private static final int LETTERS = 12;

    private Scripts() {}

    /** What stands before their addresses. */
    static String version() {
        try {
            Resource[] scripts = new PathMatchingResourcePatternResolver().getResources("classpath*:/static/js/*.js");
            Arrays.sort(scripts, Comparator.comparing(script -> String.valueOf(script.getFilename())));
            MessageDigest digester = Sha256.digester();
            for (Resource script : scripts) {
                try (InputStream in = script.getInputStream()) {
                    digester.update(in.readAllBytes());
                }
            }
            return "v" + Sha256.from(digester.digest()).hex().substring(0, LETTERS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
