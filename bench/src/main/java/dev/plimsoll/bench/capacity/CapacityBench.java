package dev.plimsoll.bench.capacity;

import dev.plimsoll.bench.capacity.Reading.Sample;
import dev.plimsoll.bench.nginx.Nginx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Lets tools take turns against one server, and reads the counters of server and kernel around each window. */
final class CapacityBench {
    static final int SERVER_CORE = 0;
    static final int CLIENT_CORE = 1;

    /** More of a core than this, taken by others from the server, and the reading is not of a quiet machine. */
    private static final double DISTURBANCE = 0.03;

    private final Nginx server;
    private final Mode mode;
    private final Shape shape;
    private final Path folder;

    CapacityBench(Nginx server, Mode mode, Shape shape, Path folder) {
        this.server = server;
        this.mode = mode;
        this.shape = shape;
        this.folder = folder;
    }

    /** All rounds; each tool has one reading of each. */
    Readings run(List<Tool> tools, int rounds, int tries) throws InterruptedException {
        for (var tool : tools) {
            tool.prepare(server);
        }
        var readings = new Readings(tools.stream().map(Tool::name).toList());
        for (int round = 0; round < rounds; round++) {
            for (var tool : Order.of(tools, round)) {
                var reading = turn(tool, tries);
                readings.add(tool.name(), reading);
                System.err.printf(
                        "round %d of %d: %-14s %,9.0f requests/s, %,9.0f for a client CPU-second%s%n",
                        round + 1,
                        rounds,
                        tool.name(),
                        reading.requestsPerSecond(),
                        reading.requestsPerCpuSecond(),
                        reading.serverWaited() > DISTURBANCE ? "; DISTURBED by other processes" : "");
            }
        }
        return readings;
    }

    /**
     * Takes the turn up to so often until the machine is quiet meanwhile; of turns that were all disturbed, the least
     * counts.
     */
    private Reading turn(Tool tool, int tries) throws InterruptedException {
        var best = turn(tool);
        for (int i = 1; i < tries && best.serverWaited() > DISTURBANCE; i++) {
            var next = turn(tool);
            best = next.serverWaited() < best.serverWaited() ? next : best;
        }
        return best;
    }

    private Reading turn(Tool tool) throws InterruptedException {
        var log = folder.resolve("client.log");
        try (var turn = tool.start(mode, shape, server.port(mode.protocol()), log)) {
            server.awaitLoad(turn.process());
            sleep(shape.warmupSeconds());
            var from = sample(turn);
            sleep(shape.seconds());
            var to = sample(turn);
            var reading = Reading.between(from, to, turn.process().view().peakBytes());
            turn.finish();
            return reading;
        } catch (RuntimeException e) {
            throw new IllegalStateException(tool.name() + ": " + e.getMessage(), e);
        }
    }

    /** CPU times are read right after the server has answered, so that both belong to one instant. */
    private Sample sample(Tool.Turn turn) {
        long requests = server.requests();
        return new Sample(
                System.nanoTime(),
                requests,
                turn.process().view().cpuSeconds(),
                server.view().cpuSeconds(),
                server.view().waitedSeconds());
    }

    private static void sleep(double seconds) throws InterruptedException {
        Thread.sleep(Duration.ofNanos(Math.round(seconds * 1e9)));
    }
}
