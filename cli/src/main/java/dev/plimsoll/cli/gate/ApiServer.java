package dev.plimsoll.cli.gate;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.cli.document.BadInput;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The API server, asked until it answers: an outage is no verdict. What it refuses to this account is refused at once.
 */
final class ApiServer {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private static final int MOST_REFUSALS = 3;
    private static final int NO_ANSWER = 0;
    private static final int TOO_MANY_REQUESTS = 429;

    private final KubernetesClient client;
    private final Patience patience;
    private final Consumer<String> progress;

    ApiServer(KubernetesClient client, Patience patience, Consumer<String> progress) {
        this.client = client;
        this.patience = patience;
        this.progress = progress;
    }

    Optional<LoadTest> loadTest(String namespace, String name) throws BadInput, Undecided, InterruptedException {
        return ask(
                "get loadtests",
                namespace,
                () -> Optional.ofNullable(client.resources(LoadTest.class)
                        .inNamespace(namespace)
                        .withName(name)
                        .get()));
    }

    Optional<LoadTestRun> run(String namespace, String name) throws BadInput, Undecided, InterruptedException {
        return ask(
                "get loadtestruns",
                namespace,
                () -> Optional.ofNullable(resource(namespace, name).get()));
    }

    List<LoadTestRun> runs(String namespace, Map<String, String> labels)
            throws BadInput, Undecided, InterruptedException {
        return ask(
                "list loadtestruns",
                namespace,
                () -> client.resources(LoadTestRun.class)
                        .inNamespace(namespace)
                        .withLabels(labels)
                        .list()
                        .getItems());
    }

    /** Creates it; what is there already when one of this name is. */
    LoadTestRun create(LoadTestRun run) throws BadInput, Undecided, InterruptedException {
        var namespace = run.getMetadata().getNamespace();
        while (true) {
            var created = ask("create loadtestruns", namespace, () -> created(run));
            var there = created.isPresent()
                    ? created
                    : run(namespace, run.getMetadata().getName());
            if (there.isPresent()) {
                return there.get();
            }
            pause(); // deleted between both
        }
    }

    Resource<LoadTestRun> resource(String namespace, String name) {
        return client.resources(LoadTestRun.class).inNamespace(namespace).withName(name);
    }

    /** Before something is looked at again. */
    void pause() throws Undecided, InterruptedException {
        patience.pause(LOOK_AGAIN);
    }

    private Optional<LoadTestRun> created(LoadTestRun run) {
        try {
            return Optional.of(client.resource(run).create());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private <T> T ask(String what, String namespace, Supplier<T> request)
            throws BadInput, Undecided, InterruptedException {
        int refusals = 0;
        while (true) {
            try {
                return request.get();
            } catch (KubernetesClientException e) {
                // one that has just been started does not know its own accounts yet
                refusals = isRefusal(e) ? refusals + 1 : 0;
                if (refusals == 0 || refusals == MOST_REFUSALS) {
                    refuse(e, what, namespace);
                }
                progress.accept(trouble(e));
            }
            pause();
        }
    }

    private static boolean isRefusal(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED || e.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
    }

    private void refuse(KubernetesClientException e, String what, String namespace) throws BadInput {
        if (code(e) == NO_ANSWER) {
            return;
        }
        switch (e.getCode()) {
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                throw new BadInput("the API server " + address() + " does not know this account: " + first(e)
                        + "; check the kubeconfig, or the pod's service account");
            case HttpURLConnection.HTTP_FORBIDDEN ->
                throw new BadInput("this account may not " + what + " in namespace " + namespace
                        + "; docs/gate-command.md has the Role that it needs: " + first(e));
            case TOO_MANY_REQUESTS, HttpURLConnection.HTTP_CLIENT_TIMEOUT -> {}
            default -> {
                if (e.getCode() < HttpURLConnection.HTTP_INTERNAL_ERROR) {
                    throw new BadInput("the API server " + address() + " refuses to " + what + " in namespace "
                            + namespace + ": " + first(e));
                }
            }
        }
    }

    private String trouble(Throwable thrown) {
        return "the API server " + address() + " does not answer yet, and is asked again: " + first(thrown);
    }

    private String address() {
        return client.getMasterUrl().toString();
    }

    private static String first(Throwable thrown) {
        var cause = thrown;
        while (cause.getCause() != null && code(cause) == NO_ANSWER) {
            cause = cause.getCause();
        }
        var message = cause.getMessage();
        return message(message == null ? null : message.lines().findFirst().orElse(null), cause);
    }

    private static int code(Throwable thrown) {
        return thrown instanceof KubernetesClientException e ? Math.max(e.getCode(), NO_ANSWER) : NO_ANSWER;
    }

    private static String message(@Nullable String line, Throwable cause) {
        return line == null || line.isBlank() ? cause.getClass().getSimpleName() : line;
    }
}
