package dev.plimsoll.cli.stop;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.cli.document.BadInput;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The annotation by which the operator is told: put on what a scope names, or taken away again. */
public final class StopAnnotation {
    private final KubernetesClient client;

    public StopAnnotation(KubernetesClient client) {
        this.client = client;
    }

    /** Puts it there; what it was put on, for people. */
    public String put(StopScope scope, String reason) throws BadInput {
        var where = find(scope);
        patch(where, reason);
        return text(where);
    }

    /** Takes it away; what it said, or empty when there was none. */
    public Optional<String> takeAway(StopScope scope) throws BadInput {
        var where = find(scope);
        var said = Optional.ofNullable(where.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Api.STOP_ANNOTATION));
        if (said.isPresent()) {
            patch(where, null);
        }
        return said;
    }

    private HasMetadata find(StopScope scope) throws BadInput {
        try {
            return switch (scope) {
                case StopScope.All(var operators) ->
                    namespace(operators)
                            .orElseThrow(() -> new BadInput("there is no namespace " + operators
                                    + "; say in which one the operator is, with --operator-namespace"));
                case StopScope.InNamespace(var name) ->
                    namespace(name).orElseThrow(() -> new BadInput("there is no namespace " + name));
                case StopScope.Named(var namespace, var name) ->
                    named(LoadTest.class, namespace, name)
                            .or(() -> named(LoadTestRun.class, namespace, name))
                            .orElseThrow(() -> new BadInput("there is neither a LoadTest nor a LoadTestRun " + name
                                    + " in namespace " + namespace));
            };
        } catch (KubernetesClientException e) {
            throw refusal(e, "get", scope);
        }
    }

    private Optional<HasMetadata> namespace(String name) {
        return Optional.ofNullable(client.namespaces().withName(name).get());
    }

    private Optional<HasMetadata> named(Class<? extends HasMetadata> kind, String namespace, String name) {
        return Optional.ofNullable(
                client.resources(kind).inNamespace(namespace).withName(name).get());
    }

    private void patch(HasMetadata where, @Nullable String reason) throws BadInput {
        Map<String, @Nullable String> annotation = new HashMap<>();
        annotation.put(Api.STOP_ANNOTATION, reason);
        var change = Serialization.asJson(Map.of("metadata", Map.of("annotations", annotation)));
        try {
            var _ = client.resource(where).patch(PatchContext.of(PatchType.JSON_MERGE), change);
        } catch (KubernetesClientException e) {
            throw refusal(e, "patch", where);
        }
    }

    private static BadInput refusal(KubernetesClientException e, String verb, StopScope scope) {
        return refusal(e, verb, "what --all, -n or NAMESPACE/NAME names: " + scope.text());
    }

    private static BadInput refusal(KubernetesClientException e, String verb, HasMetadata where) {
        return refusal(e, verb, text(where));
    }

    /** What the API server refuses to this account stays refused; all else is for whoever asked to try again. */
    private static BadInput refusal(KubernetesClientException e, String verb, String what) {
        return switch (e.getCode()) {
            case HttpURLConnection.HTTP_FORBIDDEN, HttpURLConnection.HTTP_UNAUTHORIZED ->
                new BadInput("this account may not " + verb + " " + what
                        + "; docs/fair-use.md has the ClusterRole that it needs: " + e.getMessage());
            default -> throw e;
        };
    }

    private static String text(HasMetadata where) {
        var metadata = where.getMetadata();
        return where.getKind() + " "
                + (metadata.getNamespace() == null ? "" : metadata.getNamespace() + "/")
                + metadata.getName();
    }
}
