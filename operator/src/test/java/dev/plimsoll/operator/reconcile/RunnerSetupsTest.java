package dev.plimsoll.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.operator.status.EventFactory;
import dev.plimsoll.operator.testing.FakeCluster;
import dev.plimsoll.operator.testing.Resources;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunnerSetupsTest {
    private final FakeCluster cluster = new FakeCluster();
    private final RunnerSetups setups =
            new RunnerSetups(new Cluster(cluster.client(), new EventFactory(Clock.systemUTC(), "operator-0")));

    @AfterEach
    void close() {
        cluster.close();
    }

    private void node(String name, Map<String, String> labels) {
        cluster.client()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .build())
                .create();
    }

    private static ObservedRun on(String... nodes) {
        var run = Resources.loadTestRun("""
            metadata: {name: checkout-1, namespace: shop}
            spec:
              test:
                target: {url: http://a}
                load: {smoke: {}}
                runners: {count: 3}
                scenarios: [{name: buy, steps: [{name: cart, request: {path: /cart}}]}]
            """);
        return new ObservedRun(
                run,
                Optional.empty(),
                Stream.of(nodes).map(RunnerSetupsTest::pod).toList());
    }

    private static Pod pod(String node) {
        return new PodBuilder()
                .withNewSpec()
                .withNodeName(node)
                .addNewContainer()
                .withName("proxy")
                .withImage("proxy:1")
                .endContainer()
                .addNewContainer()
                .withName("runner")
                .withImage("runner:1")
                .endContainer()
                .endSpec()
                .build();
    }

    @Test
    void shouldSayOnWhichNodesAndWithWhichImageRunnersRan() {
        node("a", Map.of("node.kubernetes.io/instance-type", "m5.large"));
        node("b", Map.of("node.kubernetes.io/instance-type", "m5.large"));
        node("c", Map.of("node.kubernetes.io/instance-type", "c5.large"));
        var setup = setups.look(on("a", "b", "c"));
        assertThat(setup.nodeType()).isEqualTo("c5.large, m5.large");
        assertThat(setup.runnerImage()).isEqualTo("runner:1");
        assertThat(setup.runners()).isEqualTo(3);
        assertThat(setup.spec()).hasSize(16);
    }

    @Test
    void shouldSayUnknownWhereNodesHaveNoTypeOrAreGone() {
        node("a", Map.of());
        assertThat(setups.look(on("a", "gone")).nodeType()).isEqualTo("unknown");
        assertThat(setups.look(on()).nodeType()).isEqualTo("unknown");
        assertThat(setups.look(on()).runnerImage()).isEqualTo("unknown");
    }

    @Test
    void shouldSayUnknownWhenTheOperatorMayNotLook() {
        node("a", Map.of("node.kubernetes.io/instance-type", "m5.large"));
        cluster.refuse("GET", "/nodes/a", 403, "forbidden");
        assertThat(setups.look(on("a")).nodeType()).isEqualTo("unknown");
    }
}
