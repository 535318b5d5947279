package org.proofmark.scout.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DeskTest {
    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void givesPlacesStillWhenEveryTaskFails() throws InterruptedException {
        List<Throwable> troubles = new CopyOnWriteArrayList<>();
        Desk desk = new Desk(2, troubles::add);

        for (int i = 0; i < 50; i++) {
            desk.put(() -> {
                throw new UncheckedIOException(new IOException("no space left"));
            });
        }
        desk.finish();

        assertThat(troubles).hasSize(50);
    }
}
