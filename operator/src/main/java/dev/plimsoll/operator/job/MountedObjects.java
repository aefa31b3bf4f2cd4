package dev.plimsoll.operator.job;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ConfigMaps and Secrets that a pod cannot start without, but for the one that the operator makes. */
final class MountedObjects {
    private MountedObjects() {}

    /** Each with the keys that are asked of it: {@code ConfigMap users (users.csv)}. */
    static List<String> of(Pod pod) {
        return Stream.ofNullable(pod.getSpec())
                .flatMap(spec -> Stream.ofNullable(spec.getVolumes()))
                .flatMap(List::stream)
                .filter(volume -> !RunnerPod.TOKEN_VOLUME.equals(volume.getName()))
                .flatMap(MountedObjects::of)
                .toList();
    }

    private static Stream<String> of(Volume volume) {
        var projected = Stream.ofNullable(volume.getProjected())
                .flatMap(sources -> Stream.ofNullable(sources.getSources()))
                .flatMap(List::stream)
                .flatMap(MountedObjects::of);
        var secret = Stream.ofNullable(volume.getSecret())
                .map(source -> named("Secret", source.getSecretName(), source.getItems()));
        var configMap = Stream.ofNullable(volume.getConfigMap())
                .map(source -> named("ConfigMap", source.getName(), source.getItems()));
        return Stream.of(projected, secret, configMap).flatMap(names -> names);
    }

    private static Stream<String> of(VolumeProjection source) {
        return Stream.concat(
                Stream.ofNullable(source.getConfigMap())
                        .map(configMap -> named("ConfigMap", configMap.getName(), configMap.getItems())),
                Stream.ofNullable(source.getSecret())
                        .map(secret -> named("Secret", secret.getName(), secret.getItems())));
    }

    private static String named(String kind, String name, @Nullable List<KeyToPath> items) {
        var keys = Stream.ofNullable(items)
                .flatMap(List::stream)
                .map(KeyToPath::getKey)
                .collect(Collectors.joining(", "));
        return kind + " " + name + (keys.isEmpty() ? "" : " (" + keys + ")");
    }
}
