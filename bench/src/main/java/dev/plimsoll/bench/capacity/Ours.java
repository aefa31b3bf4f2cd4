package dev.plimsoll.bench.capacity;

import dev.plimsoll.bench.nginx.Nginx;
import dev.plimsoll.bench.ours.Protocol;
import dev.plimsoll.bench.ours.RunnerApp;
import dev.plimsoll.bench.ours.RunnerRun;
import dev.plimsoll.bench.ours.Variant;
import dev.plimsoll.bench.ours.Workload;
import dev.plimsoll.bench.process.PinnedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plimsoll's runner, plain or with further options of Java. */
record Ours(RunnerApp app, Variant variant) implements Tool {
    @Override
    public String name() {
        return variant.name();
    }

    @Override
    public Optional<String> absence(Mode mode) {
        return Optional.empty();
    }

    @Override
    public void prepare(Nginx server) throws InterruptedException {
        var ports = Map.of(
                Protocol.HTTP1, server.port(Protocol.HTTP1), Protocol.HTTP2_TLS, server.port(Protocol.HTTP2_TLS));
        app.train(variant, CapacityBench.CLIENT_CORE, new TreeMap<>(ports));
    }

    @Override
    public Turn start(Mode mode, Shape shape, int port, Path log) {
        var load = mode.isPaced()
                ? Workload.open(shape.rate(), 0, shape.loadSeconds())
                : Workload.closed(shape.connections(), 0, shape.loadSeconds());
        var workload = new Workload(mode.protocol(), port, load, shape.connections());
        return new OurTurn(RunnerRun.start(app, variant, workload, CapacityBench.CLIENT_CORE, List.of(), log), shape);
    }

    private record OurTurn(RunnerRun run, Shape shape) implements Turn {
        private static final Duration PATIENCE = Duration.ofSeconds(20);

        @Override
        public PinnedProcess process() {
            return run.process();
        }

        @Override
        public void finish() throws InterruptedException {
            var result = run.await(PATIENCE.plusSeconds(shape.loadSeconds()));
            long failed = result.intervals().stream()
                    .flatMap(interval -> interval.series().stream())
                    .mapToLong(series -> series.counts().totalErrors())
                    .sum();
            if (failed > 0) {
                throw new IllegalStateException(failed + " of its requests failed");
            }
        }

        @Override
        public void close() {
            run.close();
        }
    }
}
