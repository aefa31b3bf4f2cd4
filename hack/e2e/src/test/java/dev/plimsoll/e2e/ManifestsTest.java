package dev.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ManifestsTest {
    private static final Checkout CHECKOUT = Checkout.ofThisBuild();
    private static final String OPTIONAL = "gates-networkpolicy.yaml";
    private static final Path MANIFESTS = CHECKOUT.root().resolve("manifests");
    private static final String REMEDY = "what differs in manifests/install.yaml; hack/render-manifests writes it anew";
    private static final Pattern IMAGE = Pattern.compile("plimsoll\\.dev/[a-z-]+:(\\S+)");

    @Test
    void shouldHaveInOneFileWhatThePartsHave() throws IOException {
        var current = byName(parts());
        var installed = byName(documents(CHECKOUT.installManifest()));

        assertThat(installed.keySet()).as(REMEDY).isEqualTo(current.keySet());
        assertThat(installed.keySet())
                .as(REMEDY)
                .filteredOn(name -> !Objects.equals(installed.get(name), current.get(name)))
                .isEmpty();
    }

    @Test
    void shouldNameTheImagesOfThisVersion() throws IOException {
        for (var file :
                List.of(CHECKOUT.installManifest(), CHECKOUT.quickstart().resolve("10-demo-service.yaml"))) {
            var tags = IMAGE.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group(1))
                    .toList();

            assertThat(tags).as(file.toString()).isNotEmpty().containsOnly(CHECKOUT.version());
        }
    }

    @Test
    void shouldInstallTheSameByKustomization() throws IOException {
        assertThat(documents(MANIFESTS.resolve("kustomization.yaml")).getFirst())
                .containsEntry("resources", List.of("install.yaml"));
    }

    @Test
    void shouldMountTheClaimThatItMakesWhenResultsAreOnAVolume() throws IOException {
        var component = MANIFESTS.resolve("results-volume");
        var claim = Serialization.unmarshal(
                Files.readString(component.resolve("volume.yaml")), PersistentVolumeClaim.class);
        var patch = Serialization.unmarshal(Files.readString(component.resolve("operator.yaml")), Deployment.class);
        var patched = patch.getSpec().getTemplate().getSpec();
        var operator = Serialization.unmarshal(
                Files.readString(MANIFESTS.resolve("operator.yaml")).split("(?m)^---$", -1)[0], Deployment.class);

        assertThat(patch.getMetadata().getName())
                .isEqualTo(operator.getMetadata().getName());
        assertThat(patch.getMetadata().getNamespace())
                .isEqualTo(operator.getMetadata().getNamespace())
                .isEqualTo(claim.getMetadata().getNamespace());
        assertThat(patched.getContainers().getFirst().getName())
                .isEqualTo(operator.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getName());
        assertThat(patched.getVolumes().getFirst().getPersistentVolumeClaim().getClaimName())
                .isEqualTo(claim.getMetadata().getName());
        assertThat(Files.readString(CHECKOUT.root().resolve("docs/results.md")))
                .contains("volume: {path: "
                        + patched.getContainers()
                                .getFirst()
                                .getVolumeMounts()
                                .getFirst()
                                .getMountPath()
                        + "}");
    }

    @Test
    void shouldKeepOthersFromTheGatesAndNobodyFromTheRestWhenTheNetworkPolicyIsApplied() throws IOException {
        var policy = Serialization.unmarshal(Files.readString(MANIFESTS.resolve(OPTIONAL)), NetworkPolicy.class);
        var operator = Serialization.unmarshal(
                Files.readString(MANIFESTS.resolve("operator.yaml")).split("(?m)^---$", -1)[0], Deployment.class);
        var pod = operator.getSpec().getTemplate();

        assertThat(policy.getMetadata().getNamespace())
                .isEqualTo(operator.getMetadata().getNamespace());
        assertThat(pod.getMetadata().getLabels())
                .containsAllEntriesOf(policy.getSpec().getPodSelector().getMatchLabels());
        assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress");
        assertThat(policy.getSpec().getIngress())
                .extracting(rule -> rule.getPorts().getFirst().getPort().getIntVal() + " from "
                        + rule.getFrom().size())
                .containsExactly("8080 from 0", "8081 from 1");
        assertThat(pod.getSpec().getContainers().getFirst().getPorts())
                .extracting(ContainerPort::getContainerPort)
                .containsExactly(8080, 8081);
    }

    /** Every file that there is, so that none is forgotten. */
    private static List<Map<String, Object>> parts() throws IOException {
        var found = new ArrayList<Map<String, Object>>();
        for (var folder : List.of(CHECKOUT.root().resolve("crds/yaml"), MANIFESTS)) {
            try (var files = Files.list(folder)) {
                for (var file : files.filter(ManifestsTest::isPart).toList()) {
                    found.addAll(documents(file));
                }
            }
        }
        return found;
    }

    private static boolean isPart(Path file) {
        return Files.isRegularFile(file)
                && !Set.of("install.yaml", "kustomization.yaml", OPTIONAL).contains(String.valueOf(file.getFileName()));
    }

    private static Map<String, Map<String, Object>> byName(List<Map<String, Object>> resources) {
        return resources.stream().collect(Collectors.toMap(ManifestsTest::name, resource -> resource));
    }

    private static String name(Map<String, Object> resource) {
        return resource.get("kind") + " " + ((Map<?, ?>) resource.getOrDefault("metadata", Map.of())).get("name");
    }

    private static List<Map<String, Object>> documents(Path yaml) throws IOException {
        return Stream.of(Files.readString(yaml).split("(?m)^---$", -1))
                .map(document -> mapping((Map<?, ?>) Serialization.unmarshal(document, Map.class)))
                .toList();
    }

    private static Map<String, Object> mapping(Map<?, ?> yaml) {
        var mapping = new TreeMap<String, Object>();
        yaml.forEach((key, value) -> mapping.put(String.valueOf(key), plain(value)));
        return mapping;
    }

    /** 1 and 1.0 are one number: kustomize writes it its own way. */
    private static Object plain(Object value) {
        return switch (value) {
            case Map<?, ?> map -> mapping(map);
            case List<?> list -> list.stream().map(ManifestsTest::plain).toList();
            case Number number -> new BigDecimal(number.toString()).stripTrailingZeros();
            default -> value;
        };
    }
}
