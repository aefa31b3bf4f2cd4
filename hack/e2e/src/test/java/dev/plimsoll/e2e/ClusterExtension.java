package dev.plimsoll.e2e;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives tests a cluster, Plimsoll on it and a fresh namespace; prints pods and events of those that failed. */
final class ClusterExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace STORE = Namespace.create(ClusterExtension.class);
    private static final int NAME_LIMIT = 40;
    private static final int PATIENCE_SECONDS = 120;

    private static final Map<Class<?>, Function<ExtensionContext, Object>> GIVEN = Map.of(
            KubernetesClient.class, ClusterExtension::client,
            Scene.class,
                    context -> new Scene(
                            client(context), session(context).checkout().quickstart()),
            Cluster.class, context -> session(context).cluster(),
            Checkout.class, context -> session(context).checkout(),
            Installation.class, context -> session(context).installation());

    @Override
    public void beforeEach(ExtensionContext context) {
        var session = session(context);
        var cluster = session.cluster();
        var wantsPlimsoll = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), ClusterTest.class)
                .map(ClusterTest::plimsoll)
                .orElse(true);
        if (wantsPlimsoll) {
            session.installation();
        }
        var namespace = namespaceName(context.getRequiredTestMethod().getName());
        var config =
                new ConfigBuilder(cluster.config()).withNamespace(namespace).build();
        var client = new KubernetesClientBuilder().withConfig(config).build();
        context.getStore(STORE).put(KubernetesClient.class, client);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .addToLabels("app.kubernetes.io/managed-by", "plimsoll-e2e")
                        .endMetadata()
                        .build())
                .create();
        // Pods are refused before it is there, and a Job tries again only after ten seconds.
        client.serviceAccounts()
                .withName("default")
                .waitUntilCondition(Objects::nonNull, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var client = context.getStore(STORE).get(KubernetesClient.class, KubernetesClient.class);
        if (client == null) {
            return;
        }
        if (context.getExecutionException().isPresent()) {
            var diagnosis = new Diagnosis(client);
            System.out.println("diagnosis of " + context.getDisplayName());
            System.out.println(diagnosis.of(client.getNamespace()));
            System.out.println(diagnosis.of(Installation.NAMESPACE));
        }
        client.namespaces().withName(client.getNamespace()).delete();
        client.close();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return GIVEN.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(GIVEN.get(parameter.getParameter().getType()))
                .apply(context);
    }

    private static KubernetesClient client(ExtensionContext context) {
        return Objects.requireNonNull(
                context.getStore(STORE).get(KubernetesClient.class, KubernetesClient.class),
                "a client is there from a test's @BeforeEach on, not before");
    }

    /** One for all tests of this process; JUnit closes it after the last. */
    private static ClusterSession session(ExtensionContext context) {
        return context.getRoot()
                .getStore(STORE)
                .computeIfAbsent(ClusterSession.class, key -> new ClusterSession(), ClusterSession.class);
    }

    private static String namespaceName(String method) {
        var words = method.replaceFirst("^should", "")
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
        var name = words.substring(0, Math.min(NAME_LIMIT, words.length()));
        return "e2e-" + name.replaceAll("-+$", "") + "-"
                + UUID.randomUUID().toString().substring(0, 5);
    }
}
