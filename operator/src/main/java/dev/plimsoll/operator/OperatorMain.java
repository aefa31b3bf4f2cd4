package dev.plimsoll.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's process. */
public final class OperatorMain {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorMain.class);

    /** Its greetings have a layout of their own; held, since a logger that nobody holds forgets its level. */
    private static final java.util.logging.Logger WEB_SERVER_LOG = java.util.logging.Logger.getLogger("io.helidon");

    private static final int FAILED = 1;
    private static final int MISCONFIGURED = 2;
    private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(10);

    private OperatorMain() {}

    /** Reads the environment and runs until the process is told to end. */
    public static void main(String[] args) {
        WEB_SERVER_LOG.setLevel(Level.WARNING);
        try {
            run(OperatorConfig.from(System.getenv()));
        } catch (IllegalArgumentException e) {
            LOG.error("cannot start: {}", e.getMessage());
            System.exit(MISCONFIGURED);
        } catch (RuntimeException e) {
            LOG.error("cannot start; Kubernetes will try again", e);
            System.exit(FAILED);
        }
    }

    private static void run(OperatorConfig config) {
        var site = SiteConfig.read(config.siteConfig());
        var client = new KubernetesClientBuilder()
                .withConfig(Config.autoConfigure(null))
                .build();
        var key = OperatorKey.ensure(client, config.namespace(), new SecureRandom());
        var operator = new PlimsollOperator(config, site, client, key, Clock.systemUTC(), OperatorMain::exitBeside);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    // a process that lost its lease and hangs while it ends would neither work nor be replaced
                    var _ = Thread.ofPlatform().daemon().name("last-resort").start(OperatorMain::haltSoon);
                    operator.close();
                    client.close();
                }));
        operator.start();
    }

    /** On a thread of its own: who lost the lease is waited for by the shutdown. */
    private static void exitBeside() {
        LOG.error("lost the lease: another instance may lead; Kubernetes starts this one again");
        var _ = Thread.ofPlatform().name("exit").start(() -> System.exit(FAILED));
    }

    private static void haltSoon() {
        try {
            Thread.sleep(LONGEST_SHUTDOWN);
        } catch (InterruptedException e) {
            LOG.warn("told to hurry", e);
        }
        Runtime.getRuntime().halt(FAILED);
    }
}
