package org.proofmark.bench.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.proofmark.scout.fetch.FetchSettings;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.fetch.WebFetcher;
import org.proofmark.scout.url.Url;

class UnrulyServersTest {
    @Test
    void oneIsOverloadedAndOneShowsNoCertificate() throws IOException {
        FetchSettings settings = FetchSettings.standard(Optional.empty()).withPrivateNetworks(true);
        try (UnrulyServers unruly = UnrulyServers.open();
                WebFetcher web = new WebFetcher(settings)) {
            List<String> all = unruly.addresses();
            assertThat(all).hasSize(14).doesNotHaveDuplicates();
            String storm = all.get(12);
            assertThat(web.fetch(Request.page(Url.of(storm)))).isInstanceOf(Outcome.Fetched.class);
            assertThat(web.fetch(Request.page(Url.of(storm + "7"))))
                    .isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                        assertThat(failed.status()).isEqualTo(429);
                        assertThat(failed.retryAfter()).isPresent();
                    });
            assertThat(all.get(13)).startsWith("https://");
            assertThat(web.fetch(Request.page(Url.of(all.get(13)))))
                    .isInstanceOfSatisfying(
                            Outcome.Unreachable.class,
                            lost -> assertThat(lost.cause()).isEqualTo(Outcome.Cause.TLS));
        }
    }
}
