package dev.plimsoll.operator.limits;

import dev.plimsoll.api.v1alpha1.Api;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The annotation {@code plimsoll.dev/stop} of Namespaces. They are watched; an operator that may not do so, since it
 * looks after some namespaces only, asks twice a second for each in which there are runs. What cannot be seen stops
 * nothing, and is told in the log.
 */
public final class NamespaceStops implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NamespaceStops.class);
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Duration FIRST_LIST = Duration.ofSeconds(10);

    private final KubernetesClient client;
    private final String operators;
    private final Supplier<Set<String>> inUse;
    private final Map<String, String> stopped = new ConcurrentHashMap<>();
    private final Set<String> unseen = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("namespace-stops").factory());
    private volatile Consumer<String> onChange = _ -> {};
    private @Nullable SharedIndexInformer<Namespace> informer;

    /**
     * Nothing is watched yet.
     *
     * @param operators the operator's own namespace, whose annotation stops the whole cluster
     * @param inUse namespaces in which there are runs that have not ended
     */
    public NamespaceStops(KubernetesClient client, String operators, Supplier<Set<String>> inUse) {
        this.client = client;
        this.operators = operators;
        this.inUse = inUse;
    }

    /** Replaces who is told of a namespace whose stop came, went, or has another reason. */
    public void onChange(Consumer<String> listener) {
        onChange = listener;
    }

    /** Whether a stop in this namespace is one of the whole cluster. */
    public boolean isOfAll(String namespace) {
        return namespace.equals(operators);
    }

    /** Who stops the runs of a namespace, and why; empty when nobody does. */
    public Optional<String> of(String namespace) {
        return saying(operators).or(() -> saying(namespace));
    }

    private Optional<String> saying(String namespace) {
        return Optional.ofNullable(stopped.get(namespace)).map(why -> "Namespace " + namespace + ": " + why);
    }

    /** Begins to watch, and knows what is stopped when it returns; at the latest after ten seconds. */
    public void start() {
        var watching = client.namespaces()
                .runnableInformer(0)
                .addEventHandler(new Handler())
                .exceptionHandler((hasStarted, thrown) -> hasStarted || !isForbidden(thrown));
        informer = watching;
        try {
            watching.start().toCompletableFuture().get(FIRST_LIST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            ask(e);
        } catch (TimeoutException e) {
            LOG.warn("Namespaces are not listed yet; whether one is stopped is not known until then", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(ExecutionException why) {
        LOG.info(
                "Namespaces cannot be watched, see rbac.yaml; each one with runs is asked for every {} ms: {}",
                PERIOD.toMillis(),
                why.getMessage());
        lookAtAll();
        var _ = timer.scheduleWithFixedDelay(
                this::lookAtAll, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lookAtAll() {
        look(operators);
        var namespaces = inUse.get();
        namespaces.forEach(this::look);
        stopped.keySet().removeIf(namespace -> !namespaces.contains(namespace) && !namespace.equals(operators));
    }

    private void look(String namespace) {
        try {
            var there = client.namespaces().withName(namespace).get();
            see(namespace, there == null ? null : why(there));
            unseen.remove(namespace);
        } catch (KubernetesClientException e) {
            if (unseen.add(namespace)) {
                LOG.warn(
                        "whether Namespace {} has the annotation {} cannot be seen: {}",
                        namespace,
                        Api.STOP_ANNOTATION,
                        e.getMessage());
            }
        }
    }

    private void see(String namespace, @Nullable String why) {
        var before = why == null ? stopped.remove(namespace) : stopped.put(namespace, why);
        if (!Objects.equals(before, why)) {
            LOG.info("Namespace {}: {}", namespace, why == null ? "load may go on" : "load is stopped: " + why);
            onChange.accept(namespace);
        }
    }

    private static @Nullable String why(Namespace namespace) {
        return Optional.ofNullable(namespace.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Api.STOP_ANNOTATION))
                .orElse(null);
    }

    private static boolean isForbidden(@Nullable Throwable thrown) {
        return switch (thrown) {
            case KubernetesClientException e when e.getCode() == HttpURLConnection.HTTP_FORBIDDEN -> true;
            case Throwable other -> isForbidden(other.getCause());
            case null -> false;
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
        if (informer != null) {
            informer.close();
        }
    }

    /** Tells of every change. */
    private final class Handler implements ResourceEventHandler<Namespace> {
        @Override
        public void onAdd(Namespace namespace) {
            see(namespace.getMetadata().getName(), why(namespace));
        }

        @Override
        public void onUpdate(Namespace before, Namespace namespace) {
            see(namespace.getMetadata().getName(), why(namespace));
        }

        @Override
        public void onDelete(Namespace namespace, boolean deletedFinalStateUnknown) {
            see(namespace.getMetadata().getName(), null);
        }
    }
}
