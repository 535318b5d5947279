package org.proofmark.scout.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class PlacesTest {
    @Test
    void whoIsAnsweredForLongMakesRoomAsLongAsThereIsRoomAside() throws Exception {
        Places places = new Places(2, 3, Duration.ofMillis(20));
        List<Places.Place> slow = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            slow.add(places.take());
        }
        try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Places.Place> sixth = waiting.submit(places::take);
            assertThat(waits(sixth)).isTrue();
            slow.getFirst().close();
            slow.add(sixth.get(10, TimeUnit.SECONDS));
            slow.removeFirst();
        }
        slow.forEach(Places.Place::close);
        assertThat(free(places)).as("two and three aside").isEqualTo(5);
    }

    @Test
    void whoHasItsAnswerMakesNoRoomWithIt() throws Exception {
        Places places = new Places(1, 10, Duration.ofMillis(1));
        try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            Places.Place first = places.take();
            first.answered();
            Future<Places.Place> second = waiting.submit(places::take);
            assertThat(waits(second)).isTrue();
            first.close();
            second.get(10, TimeUnit.SECONDS).close();
        }
    }

    @Test
    void whoIsAnsweredQuicklyKeepsItsPlace() throws Exception {
        Places places = new Places(1, 10, Duration.ofMinutes(1));
        try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            Places.Place first = places.take();
            Future<Places.Place> second = waiting.submit(places::take);
            assertThat(waits(second)).isTrue();
            first.close();
            second.get(10, TimeUnit.SECONDS).close();
        }
        assertThat(free(places)).isEqualTo(1);
    }

    private static boolean waits(Future<?> future) throws Exception {
        try {
            future.get(300, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException expected) {
            return true;
        }
    }

    /** How many places are had at once without any patience. */
    private static int free(Places places) throws Exception {
        int had = 0;
        try (ExecutorService taking = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Places.Place> place = taking.submit(places::take);
                    !waits(place);
                    place = taking.submit(places::take)) {
                had++;
            }
            taking.shutdownNow();
        }
        return had;
    }
}
