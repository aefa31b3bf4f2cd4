package dev.plimsoll.operator.job;

import dev.plimsoll.api.v1alpha1.FileRef;
import dev.plimsoll.api.v1alpha1.FileRefs;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** What a spec names of ConfigMaps and Secrets, in one volume: only the keys that are named, and only to be read. */
public final class RunnerFiles {
    static final String VOLUME = "files";
    static final String DIRECTORY = "/etc/plimsoll/files";

    private static final int OWNER_AND_GROUP_READ = 0440;

    private RunnerFiles() {}

    /** Where a runner pod finds a key of a ConfigMap or Secret. */
    public static String path(FileRef ref) {
        return DIRECTORY + "/" + pathInVolume(ref);
    }

    /** A volume with all files of a spec; empty when it names none. */
    static Optional<Volume> volume(LoadTestSpec test) {
        var byObject = new LinkedHashMap<String, List<FileRef>>();
        FileRefs.of(test).values().stream()
                .flatMap(List::stream)
                .distinct()
                .forEach(ref -> byObject.computeIfAbsent(ref.kind() + "/" + ref.name(), _ -> new ArrayList<>())
                        .add(ref));
        if (byObject.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new VolumeBuilder()
                .withName(VOLUME)
                .withNewProjected()
                .withDefaultMode(OWNER_AND_GROUP_READ)
                .withSources(byObject.values().stream().map(RunnerFiles::source).toList())
                .endProjected()
                .build());
    }

    private static VolumeProjection source(List<FileRef> ofOneObject) {
        var name = ofOneObject.getFirst().name();
        var items = ofOneObject.stream()
                .map(ref -> new KeyToPath(ref.key(), null, pathInVolume(ref)))
                .toList();
        return switch (ofOneObject.getFirst().kind()) {
            case ConfigMap ->
                new VolumeProjectionBuilder()
                        .withNewConfigMap()
                        .withName(name)
                        .withItems(items)
                        .endConfigMap()
                        .build();
            case Secret ->
                new VolumeProjectionBuilder()
                        .withNewSecret()
                        .withName(name)
                        .withItems(items)
                        .endSecret()
                        .build();
        };
    }

    private static String pathInVolume(FileRef ref) {
        var folder = switch (ref.kind()) {
            case ConfigMap -> "configmaps";
            case Secret -> "secrets";
        };
        return folder + "/" + ref.name() + "/" + ref.key();
    }
}
