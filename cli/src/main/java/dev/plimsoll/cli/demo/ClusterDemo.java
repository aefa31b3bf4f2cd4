package dev.plimsoll.cli.demo;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The quickstart on a real Kubernetes, from nothing to a verdict: cluster, images, Plimsoll, the LoadTest, its run. */
public final class ClusterDemo {
    /** Where the quickstart lives. */
    public static final String NAMESPACE = "plimsoll-demo";

    private static final String LOAD_TEST = "quickstart";
    private static final String KUBECTL = "hack/cluster kubectl -n " + NAMESPACE;
    private static final String DEMO_SERVICE = "demo-service";
    private static final int RUN_APPEARS_SECONDS = 60;
    private static final int RUN_ENDS_SECONDS = 300;

    private final Checkout checkout;
    private final PrintStream err;
    private final Clock clock;

    public ClusterDemo(Path home, PrintStream err, Clock clock) {
        this.checkout = new Checkout(home, err, clock);
        this.err = err;
        this.clock = clock;
    }

    /**
     * Runs it all.
     *
     * @param onChange is shown the run whenever its status changes
     * @return the run with its verdict
     * @throws StepFailed when something on the way does not work
     */
    public LoadTestRun run(Consumer<LoadTestRun> onChange) throws InterruptedException {
        var kubeconfig = checkout.clusterUp(); // first, for it refuses at once what it cannot run on
        checkout.buildImages();
        err.println("Loading images");
        checkout.loadImages();
        try (var client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build()) {
            var installation = new Installation(client);
            err.println("Installing Plimsoll from " + checkout.installManifest());
            installation.install(checkout.installManifest());
            err.println("Applying " + checkout.quickstart() + " in namespace " + NAMESPACE);
            var before = runs(client);
            try (var _ = Farewell.onInterrupt(this::sayWhatGoesOn)) {
                applyQuickstart(installation);
                err.println("Watching; you can too:  " + KUBECTL + " get loadtestruns --watch");
                return watch(client, before, onChange);
            }
        } catch (KubernetesClientException e) {
            throw new StepFailed("the cluster did not do its part: " + e.getMessage());
        }
    }

    private void sayWhatGoesOn() {
        err.println();
        err.println("The cluster goes on, and so does the LoadTest. To stop the load:  " + KUBECTL + " delete loadtest "
                + LOAD_TEST);
        err.println("To remove the cluster:  hack/cluster down");
    }

    private void applyQuickstart(Installation installation) {
        installation.createNamespace(NAMESPACE);
        for (var item : installation.items(checkout.quickstart().resolve("10-demo-service.yaml"))) {
            item.getMetadata().setNamespace(NAMESPACE);
            installation.apply(item);
        }
        installation.awaitDeployment(NAMESPACE, DEMO_SERVICE);
        for (var file : new String[] {"20-performancebudget.yaml", "30-loadtest.yaml"}) {
            for (var item : installation.items(checkout.quickstart().resolve(file))) {
                item.getMetadata().setNamespace(NAMESPACE);
                // a new value runs a LoadTest again that is there from the last demo
                var annotations = new HashMap<>(item.getMetadata().getAnnotations());
                annotations.put(Api.RUN_ANNOTATION, clock.instant().toString());
                item.getMetadata().setAnnotations(annotations);
                installation.apply(item);
            }
        }
    }

    private static Set<String> runs(KubernetesClient client) {
        return client.resources(LoadTestRun.class).inNamespace(NAMESPACE).list().getItems().stream()
                .map(run -> run.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    private static LoadTestRun watch(KubernetesClient client, Set<String> before, Consumer<LoadTestRun> onChange)
            throws InterruptedException {
        var name = newRun(client, before);
        try {
            return client.resources(LoadTestRun.class)
                    .inNamespace(NAMESPACE)
                    .withName(name)
                    .waitUntilCondition(
                            run -> {
                                Optional.ofNullable(run).ifPresent(onChange);
                                return run == null || isOver(run);
                            },
                            RUN_ENDS_SECONDS,
                            TimeUnit.SECONDS);
        } catch (KubernetesClientTimeoutException _) {
            throw new StepFailed("run " + name + " did not end within " + RUN_ENDS_SECONDS + " s");
        }
    }

    private static String newRun(KubernetesClient client, Set<String> before) throws InterruptedException {
        var appeared = client.resources(LoadTestRun.class)
                .inNamespace(NAMESPACE)
                .withLabel(Api.LOAD_TEST_LABEL, LOAD_TEST)
                .informOnCondition(runs -> runs.stream().anyMatch(run -> isNew(run, before)));
        try {
            return appeared.get(RUN_APPEARS_SECONDS, TimeUnit.SECONDS).stream()
                    .filter(run -> isNew(run, before))
                    .findFirst()
                    .orElseThrow()
                    .getMetadata()
                    .getName();
        } catch (TimeoutException _) {
            throw new StepFailed("the operator created no LoadTestRun within " + RUN_APPEARS_SECONDS
                    + " s; see `hack/cluster kubectl -n plimsoll-system logs deployment/plimsoll-operator`");
        } catch (ExecutionException e) {
            throw new StepFailed("the cluster cannot be watched: " + e.getMessage());
        } finally {
            appeared.cancel(true);
        }
    }

    private static boolean isNew(LoadTestRun run, Set<String> before) {
        return !before.contains(run.getMetadata().getName());
    }

    private static boolean isOver(LoadTestRun run) {
        var status = run.getStatus();
        return status != null && status.verdict() != null && status.completedAt() != null;
    }
}
