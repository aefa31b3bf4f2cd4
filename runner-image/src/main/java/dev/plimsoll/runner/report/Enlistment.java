package dev.plimsoll.runner.report;

import dev.plimsoll.engine.contract.Registration;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Shard;
import dev.plimsoll.engine.contract.StartSignal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From nothing to a shard and a start instant. */
public final class Enlistment {
    private static final Logger LOG = LoggerFactory.getLogger(Enlistment.class);

    /** The exchanges before have warmed up both sides; of these one is quick enough to compare clocks by. */
    private static final int CLOCK_SAMPLES = 3;

    /** What a runner needs for itself between the signal and the start. */
    private static final long LAST_PREPARATIONS_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

    /**
     * What to drive, and from when.
     *
     * @param shard this runner's part
     * @param atEpochNanos the instant of slot 0 by this machine's clock
     */
    public record Start(Shard shard, long atEpochNanos) {}

    private final Link link;
    private final ClockOffset offset = new ClockOffset();
    private final LongSupplier epochNanos;
    private Registration.@Nullable Accepted accepted;

    /**
     * Nothing is sent yet.
     *
     * @param link to the collector
     * @param epochNanos this machine's clock: nanoseconds since 1970
     */
    public Enlistment(Link link, LongSupplier epochNanos) {
        this.link = link;
        this.epochNanos = epochNanos;
    }

    /** Asks for a shard until there is an answer. The same process asking again gets the same shard. */
    public RunPlan register() throws InterruptedException, DismissedException {
        var mine = registerOnce();
        return mine.plan();
    }

    private Registration.Accepted registerOnce() throws InterruptedException, DismissedException {
        var sent = new Sent();
        var reply = link.insist(
                client -> {
                    sent.at = epochNanos.getAsLong();
                    return client.register(link.registration());
                },
                () -> {});
        return switch (reply) {
            case Registration.Accepted mine -> {
                offset.add(sent.at, mine.collectorEpochNanos(), epochNanos.getAsLong());
                accepted = mine;
                yield mine;
            }
            case Registration.Refused refused ->
                throw new DismissedException(Outcome.REFUSED, refused.reason() + ": " + refused.message());
        };
    }

    /** Waits until all runners are there. */
    public Start awaitStart() throws InterruptedException, DismissedException {
        var sent = new Sent();
        while (true) {
            StartSignal signal = link.insist(
                    client -> {
                        sent.at = epochNanos.getAsLong();
                        return client.awaitStart(
                                shard().index(), link.registration().instance());
                    },
                    this::registerOnce);
            offset.add(sent.at, signal.collectorEpochNanos(), epochNanos.getAsLong());
            if (signal.stop()) {
                throw new DismissedException(Outcome.RUN_GONE, "the run was ended before it began");
            }
            var startAt = signal.startAtEpochNanos();
            if (startAt != null) {
                compareClocks(startAt);
                sayWhoThisIs();
                return new Start(shard(), offset.toLocal(startAt));
            }
        }
    }

    /** Asks again as long as there is time, only to learn what the collector's clock shows; no answer is no harm. */
    private void compareClocks(long startAt) throws InterruptedException {
        for (int i = 0; i < CLOCK_SAMPLES; i++) {
            long sent = epochNanos.getAsLong();
            long left = offset.toLocal(startAt) - sent - LAST_PREPARATIONS_NANOS;
            if (left <= 0) {
                return;
            }
            var answer = link.client()
                    .askForStart(shard().index(), link.registration().instance(), Duration.ofNanos(left));
            if (answer instanceof Answer.Given<StartSignal>(var signal)) {
                offset.add(sent, signal.collectorEpochNanos(), epochNanos.getAsLong());
            }
        }
    }

    /** Not before everything that the start waits for is done: the first line of a log takes long. */
    private void sayWhoThisIs() {
        LOG.info(
                "This is shard {} of {}; the collector's clock is {} us ahead, give or take {} us",
                shard().index(),
                shard().count(),
                TimeUnit.NANOSECONDS.toMicros(offset.offsetNanos()),
                TimeUnit.NANOSECONDS.toMicros(offset.uncertaintyNanos()));
    }

    private Shard shard() {
        if (accepted == null) {
            throw new IllegalStateException("register first");
        }
        return accepted.shard();
    }

    /** When the last attempt of a call was sent. */
    private static final class Sent {
        private long at;
    }
}
