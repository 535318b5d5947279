package org.proofmark.portal.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.platform.Sha256;

class LooksTest {
    private static final TestPortal PORTAL = TestPortal.shared();

    private final Looks looks = PORTAL.bean(Looks.class);
    private final Sightings sightings = PORTAL.bean(Sightings.class);

    @Test
    void knowsNothingOfAnImageNobodyMet() throws Exception {
        Sha256 digest = Sha256.of(new byte[] {1, 2, 3});

        looks.compared(digest, true);
        looks.fetchAgain(List.of(digest));
        looks.lookAgain(List.of(digest));

        assertThat(looks.next(10)).extracting(Look::digest).doesNotContain(digest);
        assertThat(looks.file(digest)).isEmpty();
        assertThat(looks.compared(List.of(digest))).isEmpty();
        assertThat(looks.compared()).doesNotContain(digest);
        assertThat(sightings.of(digest)).isEmpty();
        assertThat(sightings.untold(10)).extracting(Sighting::digest).doesNotContain(digest);
        sightings.told(List.of(1L));
        assertThat(sightings.of(List.of(-1L))).isEmpty();
        PORTAL.bean(SightingStore.class).deriveAround(-1);
    }
}
