package dev.plimsoll.operator;

import dev.plimsoll.operator.gate.Rollout;
import dev.plimsoll.operator.reconcile.GatedRolloutReconciler;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gates Rollouts once the cluster has them: Argo Rollouts may be installed before Plimsoll, after it, or never. Apart
 * from the other reconcilers, so that trouble with somebody else's kind is no trouble of theirs.
 */
final class ArgoRollouts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArgoRollouts.class);
    private static final Duration LEADERSHIP = Duration.ofSeconds(1);
    private static final int AT_ONCE = 2;

    private final KubernetesClient client;
    private final Set<String> namespaces;
    private final GatedRolloutReconciler reconciler;
    private final BooleanSupplier leads;
    private final Duration lookAgain;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("argo-rollouts").factory());
    private @Nullable Operator operator; // of the timer's thread, and of close once that one ended

    /**
     * Puts it together; nothing runs yet.
     *
     * @param namespaces to watch; all when empty
     * @param leads whether this instance may reconcile
     * @param lookAgain how long to wait where there are no Rollouts
     */
    ArgoRollouts(
            KubernetesClient client,
            Set<String> namespaces,
            GatedRolloutReconciler reconciler,
            BooleanSupplier leads,
            Duration lookAgain) {
        this.client = client;
        this.namespaces = namespaces;
        this.reconciler = reconciler;
        this.leads = leads;
        this.lookAgain = lookAgain;
    }

    void start() {
        timer.execute(this::look);
    }

    private void look() {
        if (!leads.getAsBoolean()) {
            lookAfter(LEADERSHIP);
        } else if (!isServed() || !begin()) {
            lookAfter(lookAgain);
        }
    }

    private void lookAfter(Duration time) {
        var _ = timer.schedule(this::look, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether there are Rollouts, and this account may see them. */
    private boolean isServed() {
        try {
            var one = new ListOptionsBuilder().withLimit(1L).build();
            var rollouts = client.resources(Rollout.class);
            if (namespaces.isEmpty()) {
                var _ = rollouts.inAnyNamespace().list(one);
            } else {
                namespaces.forEach(namespace -> rollouts.inNamespace(namespace).list(one));
            }
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                LOG.debug("this cluster has no Argo Rollouts; looked for again in {}", lookAgain);
            } else {
                LOG.warn("gates of Rollouts do not work yet: cannot list rollouts.argoproj.io: {}", e.getMessage());
            }
            return false;
        }
    }

    private boolean begin() {
        var beginning = new Operator(overrider -> overrider
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withConcurrentReconciliationThreads(AT_ONCE)
                .withUseSSAToPatchPrimaryResource(true));
        try {
            if (namespaces.isEmpty()) {
                beginning.register(reconciler);
            } else {
                beginning.register(reconciler, controller -> controller.settingNamespaces(namespaces));
            }
            beginning.start();
        } catch (OperatorException e) {
            LOG.warn("gates of Rollouts do not work yet", e);
            beginning.stop();
            return false;
        }
        operator = beginning;
        LOG.info("this cluster has Argo Rollouts: Rollouts that a LoadTest names are gated");
        return true;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        timer.close();
        if (operator != null) {
            operator.stop();
        }
    }
}
