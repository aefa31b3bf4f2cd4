package dev.plimsoll.runner.load;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Shard;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.runner.http.Endpoint;
import dev.plimsoll.runner.scenario.CompiledPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A moment of load against a server in this process, before the real one. It loads and compiles the code on the way, so
 * that the first slots of a run are not late because the virtual machine is new.
 */
public final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final long LENGTH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final double RATE = 2_000;
    private static final int CONNECTIONS = 4;
    private static final byte[] RESPONSE =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

    private final Thread thread;

    private Rehearsal(Thread thread) {
        this.thread = thread;
    }

    /**
     * Begins to rehearse, beside whatever else has to be done before the run: for 200 ms, or as long as a machine that
     * is busy with other things needs for as much work.
     */
    public static Rehearsal begin(LoadRun.Machine machine, LongSupplier nanoTime) {
        return new Rehearsal(Thread.ofPlatform().daemon().name("rehearsal").start(() -> run(machine, nanoTime)));
    }

    /** Waits for its end. */
    public void await() throws InterruptedException {
        thread.join();
    }

    private static void run(LoadRun.Machine machine, LongSupplier nanoTime) {
        try (var server = new ServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> accept(server));
            var plan = plan(server.getInetAddress().getHostAddress(), server.getLocalPort());
            var endpoint = Endpoint.of(plan.target());
            endpoint.resolve();
            var clock = new RunClock(nanoTime, nanoTime.getAsLong());
            var load = LoadRun.start(plan, new Shard(0, 1), CompiledPlan.of(plan), endpoint, clock, machine);
            for (int running = load.loops(); running > 0; ) {
                var slice = load.handover().await(2 * PATIENCE_NANOS, TimeUnit.NANOSECONDS);
                running -= slice == null || slice.last() ? 1 : 0;
            }
        } catch (IOException e) {
            LOG.debug("No rehearsal: {}", e.toString()); // the run itself needs no server here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RunPlan plan(String host, int port) {
        var load = new Load.Open(Load.Arrivals.POISSON, List.of(new Load.Stage(LENGTH_NANOS, RATE, RATE, false)));
        var step = new Step.Request("step", "GET", "/", List.of(), "", List.of(), PATIENCE_NANOS);
        var target = new Target("http", host, port, "", null);
        return new RunPlan(
                RunPlan.VERSION,
                "rehearsal/rehearsal",
                target,
                load,
                List.of(new Scenario("scenario", 1, List.of(step))),
                CONNECTIONS,
                PATIENCE_NANOS,
                PATIENCE_NANOS,
                1);
    }

    private static void accept(ServerSocket server) {
        try {
            while (true) {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            }
        } catch (IOException e) {
            // the rehearsal is over
        }
    }

    /** Requests are small and come one at a time: each is one read. */
    private static void answer(Socket socket) {
        var request = new byte[1024];
        try (socket) {
            while (socket.getInputStream().read(request) > 0) {
                socket.getOutputStream().write(RESPONSE);
            }
        } catch (IOException e) {
            // the rehearsal is over
        }
    }
}
