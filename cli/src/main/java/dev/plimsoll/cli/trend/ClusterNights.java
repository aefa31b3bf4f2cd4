package dev.plimsoll.cli.trend;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.api.v1alpha1.TrendStatus;
import dev.plimsoll.cli.document.BadInput;
import dev.plimsoll.operator.trend.TrendSeries;
import dev.plimsoll.operator.trend.TrendStore;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Nights that the operator keeps in a cluster. */
public final class ClusterNights {
    private final KubernetesClient client;

    public ClusterNights(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Those of a LoadTest, or where there is none of this name of all LoadTests that a budget judged.
     *
     * @param budget the one to look at; null for all
     */
    public List<TestTrend> read(String namespace, String name, @Nullable String budget) throws BadInput {
        try {
            var test = Optional.ofNullable(client.resources(LoadTest.class)
                    .inNamespace(namespace)
                    .withName(name)
                    .get());
            return test.isPresent()
                    ? List.of(TestTrend.of(name, series(namespace, name), budget))
                    : ofBudget(namespace, name);
        } catch (KubernetesClientException e) {
            throw refused(e, namespace);
        }
    }

    private List<TestTrend> ofBudget(String namespace, String name) throws BadInput {
        var budget = client.resources(PerformanceBudget.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
        if (budget == null) {
            throw new BadInput("there is no LoadTest and no PerformanceBudget " + name + " in namespace " + namespace
                    + "; create it, or correct NAMESPACE/NAME (kubectl get loadtests,performancebudgets -A)");
        }
        var status = budget.getStatus();
        var loadTests = Stream.ofNullable(status == null ? null : status.trend())
                .flatMap(List::stream)
                .map(TrendStatus::loadTest)
                .distinct()
                .toList();
        var trends = new ArrayList<TestTrend>();
        for (var loadTest : loadTests) {
            trends.add(TestTrend.of(loadTest, series(namespace, loadTest), name));
        }
        return trends;
    }

    private TrendSeries series(String namespace, String loadTest) {
        return Optional.ofNullable(client.configMaps()
                        .inNamespace(namespace)
                        .withName(TrendStore.nameFor(loadTest))
                        .get())
                .flatMap(TrendStore::read)
                .orElse(TrendSeries.EMPTY);
    }

    private BadInput refused(KubernetesClientException e, String namespace) {
        return switch (e.getCode()) {
            case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
                new BadInput("this account may not look into namespace " + namespace
                        + "; it needs get of loadtests, performancebudgets and configmaps: " + e.getMessage());
            default ->
                new BadInput("the API server " + client.getMasterUrl() + " does not answer: " + e.getMessage()
                        + "; check the kubeconfig, and ask again");
        };
    }
}
