package dev.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.runner.SecureTarget;
import dev.plimsoll.runner.http.Certificates;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target that demands a client's certificate and a token, and speaks HTTP/2 by ALPN alone. */
@ClusterTest
class SecureTargetE2E {
    private static final int USERS = 4;
    private static final String NAME = "secure-target";

    @Test
    void shouldReachATargetThatDemandsHttp2ACertificateAndAToken(
            KubernetesClient client, Scene scene, Checkout checkout, @TempDir Path folder) throws Exception {
        var host = NAME + "." + client.getNamespace() + ".svc";
        createFiles(client, new Certificates(folder, host));
        scene.apply(targetPod(checkout.version()));
        client.pods().withName(NAME).waitUntilReady(120, TimeUnit.SECONDS);
        scene.apply(Yaml.budget("slo", "500ms"));
        scene.apply(loadTest(host));

        var status = scene.awaitEnd("secure");

        assertThat(status.verdict()).as(status.message()).isEqualTo(Verdict.Pass);
        assertThat(Objects.requireNonNull(status.totals()).errors()).isZero();
        var requests = client.pods().withName(NAME).getLog().lines().toList();
        assertThat(requests).filteredOn(line -> line.contains(": /token ")).isNotEmpty();
        assertThat(requests)
                .filteredOn(line -> line.startsWith("connection "))
                .allSatisfy(line -> assertThat(line).endsWith(" 200"));
        var connections = Objects.requireNonNull(status.connections());
        assertThat(connections.opened()).isEqualTo(USERS);
        assertThat(connections.failed()).isZero();
        assertThat(connections.handshakeP99()).isNotBlank();
    }

    private static void createFiles(KubernetesClient client, Certificates certificates) throws Exception {
        var authority = Files.readString(certificates.authority);
        createSecret(
                client,
                "shop-server",
                Map.of(
                        "ca.crt", authority,
                        "tls.crt", Files.readString(certificates.serverChain),
                        "tls.key", Files.readString(certificates.serverKey)));
        createSecret(client, "shop-ca", Map.of("ca.crt", authority));
        createSecret(
                client,
                "shop-client",
                Map.of(
                        "tls.crt", Files.readString(certificates.clientChain),
                        "tls.key", Files.readString(certificates.clientKey)));
        createSecret(
                client,
                "shop-oauth",
                Map.of("client_id", SecureTarget.CLIENT_ID, "client_secret", SecureTarget.CLIENT_SECRET));
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .endMetadata()
                        .withBinaryData(Map.of("target.jar", Base64.getEncoder().encodeToString(TargetJar.bytes())))
                        .build())
                .create();
    }

    private static void createSecret(KubernetesClient client, String name, Map<String, String> data) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withStringData(data)
                        .build())
                .create();
    }

    /** The runner's image has Netty in it. */
    private static String targetPod(String version) {
        return """
            apiVersion: v1
            kind: Pod
            metadata: {name: secure-target, labels: {app: secure-target}}
            spec:
              automountServiceAccountToken: false
              securityContext:
                {runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, seccompProfile: {type: RuntimeDefault}}
              containers:
                - name: target
                  image: plimsoll.dev/runner:%s
                  imagePullPolicy: IfNotPresent
                  command: [java, -XX:+UseSerialGC, -Xmx64m, -cp, '/app/libs/*:/target/target.jar',
                    dev.plimsoll.runner.SecureTarget, '8443', /tls/tls.crt, /tls/tls.key, /tls/ca.crt]
                  ports: [{containerPort: 8443}]
                  readinessProbe: {tcpSocket: {port: 8443}, periodSeconds: 1}
                  resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {memory: 256Mi}}
                  securityContext:
                    {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
                  volumeMounts:
                    - {name: tmp, mountPath: /tmp}
                    - {name: target, mountPath: /target}
                    - {name: tls, mountPath: /tls}
              volumes:
                - {name: tmp, emptyDir: {}}
                - {name: target, configMap: {name: secure-target}}
                - {name: tls, secret: {secretName: shop-server}}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: secure-target}
            spec:
              selector: {app: secure-target}
              ports: [{port: 8443}]
            """.formatted(version);
    }

    private static String loadTest(String host) {
        return """
            apiVersion: plimsoll.dev/v1alpha1
            kind: LoadTest
            metadata: {name: secure}
            spec:
              target:
                service: {name: secure-target, port: 8443, scheme: https}
                http: {version: Http2, connections: PerUser}
                tls: {caSecretRef: {name: shop-ca}, clientCertificateSecretRef: {name: shop-client}, sessions: Full}
                auth: {oauth2: {tokenUrl: 'https://%s:8443/token', secretRef: {name: shop-oauth}}}
              load: {model: Closed, thinkTime: 20ms, warmup: 1s, stages: [{duration: 4s, to: 4}]}
              scenarios: [{name: visit, steps: [{name: page, request: {path: /page}}]}]
              runners: {count: 1, resources: {requests: {cpu: 250m, memory: 96Mi}, limits: {memory: 256Mi}}}
              budgets: [{name: slo}]
            """.formatted(host);
    }
}
