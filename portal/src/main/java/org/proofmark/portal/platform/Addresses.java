package org.proofmark.portal.platform;

import java.net.URI;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Whole addresses of our pages, to be shown to who asks: as the operator set them, else as the request came. */
@Component
public class Addresses {
    private final Settings settings;

    Addresses(Settings settings) {
        this.settings = settings;
    }

    public String of(String path) {
        String base = settings.address()
                .map(URI::toString)
                .orElseGet(() -> ServletUriComponentsBuilder.fromCurrentContextPath()
                        .build()
                        .toUriString());
        return base.replaceFirst("/$", "") + path;
    }
}
