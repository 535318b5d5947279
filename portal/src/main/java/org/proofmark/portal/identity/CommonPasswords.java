package org.proofmark.portal.identity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Passwords that everyone tries first; compared without regard to case. */
@Component
class CommonPasswords {
    private final Set<String> common;

    CommonPasswords() throws IOException {
        try (InputStream in = CommonPasswords.class.getResourceAsStream("/common-passwords.txt")) {
            if (in == null) {
                throw new IOException("common-passwords.txt is missing from the class path");
            }
            common = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    boolean contains(String password) {
        return common.contains(password.toLowerCase(Locale.ROOT));
    }
}
