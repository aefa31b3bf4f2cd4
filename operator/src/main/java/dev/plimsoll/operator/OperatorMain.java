package dev.plimsoll.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.security.SecureRandom;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's process. */
public final class OperatorMain {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorMain.class);
    private static final int MISCONFIGURED = 2;

    private OperatorMain() {}

    /** Reads the environment and runs until the process is told to end. */
    public static void main(String[] args) {
        try {
            run(OperatorConfig.from(System.getenv()));
        } catch (IllegalArgumentException e) {
            LOG.error("cannot start: {}", e.getMessage());
            System.exit(MISCONFIGURED);
        }
    }

    private static void run(OperatorConfig config) {
        var client = new KubernetesClientBuilder()
                .withConfig(Config.autoConfigure(null))
                .build();
        var key = OperatorKey.ensure(client, config.namespace(), new SecureRandom());
        var operator = new PlimsollOperator(config, client, key, Clock.systemUTC());
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    operator.close();
                    client.close();
                }));
        operator.start();
    }
}
