package dev.plimsoll.runner;

import dev.plimsoll.runner.host.Cgroup;
import dev.plimsoll.runner.http.Transport;
import dev.plimsoll.runner.load.LoadRun;
import java.nio.file.Path;
import java.security.Security;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runner's process. Configured by its environment, see {@link RunnerConfig}.
 *
 * <p>Exit codes: 0 everything was delivered, or the run was deleted; 1 the collector rejected this runner or was lost;
 * 2 the environment is incomplete; 3 there was no shard left for this runner; 143 the process was told to end.
 */
public final class RunnerMain {
    private static final int BAD_CONFIG = 2;
    private static final String LOG_FORMAT = "%1$tFT%1$tT.%1$tL %4$-7s %5$s%6$s%n";

    /** How long before a slot to poll instead of sleeping: about what a sleeping thread takes to wake up. */
    private static final long SPIN_NANOS = 50_000;

    private RunnerMain() {}

    /** Runs a runner and exits. */
    public static void main(String[] args) throws InterruptedException {
        prepare();
        System.exit(run(System.getenv()));
    }

    /** Sets what holds for the whole process, before anything else is loaded. */
    static void prepare() {
        setUnlessGiven("java.util.logging.SimpleFormatter.format", LOG_FORMAT);
        setUnlessGiven("io.netty.leakDetection.level", "disabled");
        setUnlessGiven("io.netty.jfr.enabled", "false"); // its first event costs more than the first thousand requests
        setUnlessGiven("io.netty.native.detectNativeLibraryDuplicates", "false"); // hashes what the image has once
        forgetAddressesSoon();
    }

    /**
     * Of a collector that is restarted the name may not resolve for a moment, or resolve anew: Java would believe the
     * first for ten seconds and the old address for thirty, and a runner that is silent for so long is given up. Java
     * reads this once, with the first look-up.
     */
    static void forgetAddressesSoon() {
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        Security.setProperty("networkaddress.cache.ttl", "5");
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Runs a runner with this environment; its exit code. */
    static int run(Map<String, String> environment) throws InterruptedException {
        Logger log = LoggerFactory.getLogger(RunnerMain.class);
        RunnerConfig config;
        try {
            config = RunnerConfig.from(environment);
        } catch (RunnerConfig.InvalidConfigException e) {
            log.error("{}", e.getMessage());
            return BAD_CONFIG;
        }
        var cgroup = new Cgroup(Path.of("/"));
        int processors = Runtime.getRuntime().availableProcessors();
        var machine = new LoadRun.Machine(Transport.best(), config.loops(), processors, spinNanos(cgroup, processors));
        var runner = new Runner(config, instance(), Clocks.system(), machine, cgroup);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(runner), "shutdown"));
        return runner.run().exitCode();
    }

    /** Tells processes of one name apart, which is no secret: what makes secrets takes long to set up. */
    private static String instance() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /** Polling burns a quota, and takes an only processor from the compiler and from reports. */
    private static long spinNanos(Cgroup cgroup, int processors) {
        return cgroup.hasCpuQuota() || processors == 1 ? 0 : SPIN_NANOS;
    }

    private static void interrupt(Runner runner) {
        try {
            runner.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
