package dev.plimsoll.operator.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodTroubleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{phase: Failed, containerStatuses: [{state: {terminated: {exitCode: 137, reason: OOMKilled}}}]} |"
                        + " OOMKilled (exit code 137)",
                "{phase: Failed, containerStatuses: [{state: {terminated: {exitCode: 1, reason: Error, message: \"no"
                        + " token\\n"
                        + "bye\"}}}]} | Error (exit code 1): no token | bye",
                "{phase: Failed, reason: Evicted, message: low on memory} | Evicted: low on memory",
                "{phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message:"
                        + " no node}]} | Unschedulable: no node",
                "{phase: Pending, containerStatuses: [{state: {waiting: {reason: ImagePullBackOff, message: not"
                        + " found}}}]} | ImagePullBackOff: not found",
                "{phase: Pending, containerStatuses: [{state: {waiting: {reason: ContainerCreating}}}]} |"
                    + " ContainerCreating: an image is pulled, or a Secret or volume that the pod names does not exist"
            })
    void shouldUseTheWordsOfKubernetesWhenSomethingIsWrong(String line) {
        var parts = line.split(" \\| ", 2);
        assertThat(PodTrouble.of(pod(parts[0]))).hasValue(parts[1]);
    }

    @Test
    void shouldNameWhatThePodMountsWhenItIsNotCreated() {
        var pod = new KubernetesSerialization().unmarshal("""
            kind: Pod
            apiVersion: v1
            spec:
              volumes:
                - {name: tmp, emptyDir: {}}
                - {name: token, secret: {secretName: run-token}}
                - name: files
                  projected:
                    sources:
                      - configMap: {name: users, items: [{key: users.csv, path: a}, {key: items.csv, path: b}]}
                      - secret: {name: shop-ca, items: [{key: ca.crt, path: c}]}
                - {name: mine, configMap: {name: of-my-template}}
            status: {phase: Pending, containerStatuses: [{state: {waiting: {reason: ContainerCreating}}}]}
            """, Pod.class);
        assertThat(PodTrouble.of(pod))
                .hasValue("ContainerCreating: an image is pulled, or what the pod needs does not exist, or lacks a key:"
                        + " ConfigMap users (users.csv, items.csv), Secret shop-ca (ca.crt), ConfigMap"
                        + " of-my-template");
    }

    @Test
    void shouldFindNothingWhenPodRunsOrSucceeded() {
        assertThat(PodTrouble.of(pod("{phase: Running, containerStatuses: [{state: {running: {}}}]}")))
                .isEmpty();
        assertThat(PodTrouble.of(pod("{phase: Succeeded, containerStatuses: [{state: {terminated: {exitCode: 0}}}]}")))
                .isEmpty();
        assertThat(PodTrouble.of(new Pod())).isEmpty();
    }

    private static Pod pod(String status) {
        return new KubernetesSerialization().unmarshal("kind: Pod\napiVersion: v1\nstatus: " + status, Pod.class);
    }
}
