package org.proofmark.scout.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.proofmark.scout.url.Url;

class DeskTest {
    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void givesPlacesStillWhenEveryTaskFails() throws InterruptedException {
        List<Throwable> troubles = new CopyOnWriteArrayList<>();
        Desk desk = new Desk(2, troubles::add);

        for (int i = 0; i < 50; i++) {
            desk.put(Set.of(), () -> {
                throw new UncheckedIOException(new IOException("no space left"));
            });
        }
        desk.finish();

        assertThat(troubles).hasSize(50);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void letsOneWaitUntilSomethingIsRead() throws InterruptedException {
        Url url = Url.of("http://a.example/");
        AtomicBoolean read = new AtomicBoolean();
        Desk desk = new Desk(1, trouble -> {});
        desk.put(Set.of(url), () -> {
            pause();
            read.set(true);
        });

        desk.await(Url.of("http://b.example/"));
        desk.await(url);

        assertThat(read).isTrue();
        desk.finish();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void nobodyWaitsForWhatWasNeverLaidDown() throws InterruptedException {
        Url url = Url.of("http://a.example/");
        CountDownLatch held = new CountDownLatch(1);
        Desk desk = new Desk(1, trouble -> {});
        for (int i = 0; i < 2; i++) {
            desk.put(Set.of(), () -> await(held));
        }
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> desk.put(Set.of(url), () -> {})).isInstanceOf(InterruptedException.class);

        desk.await(url);

        held.countDown();
        desk.finish();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
