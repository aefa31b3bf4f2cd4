package dev.plimsoll.runner.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandoverTest {
    private final Handover handover = new Handover(1, 2);

    private Slice slice(long sequence, boolean last) {
        return new Slice(0, sequence, 0, 1, handover.takeEmpty(), 0, 0, 0, last);
    }

    /** What a thread gets that waits for so long, and does wait before anything else is done. */
    private CompletableFuture<@Nullable Slice> awaited(long millis) {
        var slice = new CompletableFuture<@Nullable Slice>();
        var thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                slice.complete(handover.await(millis, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                slice.completeExceptionally(e);
            }
        });
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
            Thread.onSpinWait();
        }
        return slice;
    }

    @Test
    void shouldWakeNobodyWhileALoopGoesOn() throws ExecutionException, InterruptedException {
        var awaited = awaited(1_500);
        handover.deliver(slice(0, false));
        assertThatThrownBy(() -> awaited.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(awaited.get()).matches(slice -> slice.sequence() == 0);
    }

    @Test
    void shouldWakeWhoeverWaitsWhenALoopEnds() throws ExecutionException, InterruptedException, TimeoutException {
        var awaited = awaited(3_600_000);
        handover.deliver(slice(0, false));
        handover.deliver(slice(1, true));
        assertThat(awaited.get(20, TimeUnit.SECONDS)).matches(slice -> slice.sequence() == 0);
        assertThat(handover.poll()).matches(Slice::last);
        assertThat(handover.poll()).isNull();
    }

    @Test
    void shouldNotWaitForWhatIsThere() throws InterruptedException {
        handover.deliver(slice(7, false));
        assertThat(handover.await(1, TimeUnit.HOURS)).matches(slice -> slice.sequence() == 7);
        assertThat(handover.await(0, TimeUnit.SECONDS)).isNull();
    }
}
