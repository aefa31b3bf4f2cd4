package dev.plimsoll.operator.trend;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Series in ConfigMaps, key {@value #KEY}. Only the operator that leads writes them. */
public final class TrendStore {
    /** Key of the gzipped JSON. */
    public static final String KEY = "trend.json.gz";

    private static final Logger LOG = LoggerFactory.getLogger(TrendStore.class);

    /** An object may hold 1 MiB; metadata and base64 need some of it. */
    private static final int MOST_BYTES = 600 * 1024;

    private static final String SUFFIX = "-trend";
    private static final int LONGEST_NAME = 253;
    private static final int DIGEST_LENGTH = 8;

    private final KubernetesClient client;

    public TrendStore(KubernetesClient client) {
        this.client = client;
    }

    /** Name of the ConfigMap of a LoadTest. */
    public static String nameFor(String loadTest) {
        if (loadTest.length() + SUFFIX.length() <= LONGEST_NAME) {
            return loadTest + SUFFIX;
        }
        var digest = UUID.nameUUIDFromBytes(loadTest.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, DIGEST_LENGTH);
        return loadTest.substring(0, LONGEST_NAME - SUFFIX.length() - DIGEST_LENGTH - 1) + "-" + digest + SUFFIX;
    }

    /**
     * What is kept for an owner; empty when there is nothing that can be read, or it is another one's, who had the same
     * name and was deleted.
     */
    public Optional<TrendSeries> load(ObjectMeta metadata) {
        return Optional.ofNullable(configMap(metadata).get())
                .filter(there -> there.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> metadata.getOwnerReferences().stream()
                                .anyMatch(ours -> ours.getUid().equals(owner.getUid()))))
                .flatMap(TrendStore::read);
    }

    private Resource<ConfigMap> configMap(ObjectMeta metadata) {
        return client.configMaps().inNamespace(metadata.getNamespace()).withName(metadata.getName());
    }

    /** The series in a ConfigMap; empty when there is none that can be read: nobody waits for a trend. */
    public static Optional<TrendSeries> read(ConfigMap map) {
        var data = map.getBinaryData() == null ? null : map.getBinaryData().get(KEY);
        if (data == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(TrendCodec.decode(Base64.getDecoder().decode(data)));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn(
                    "trend in ConfigMap {}/{} cannot be read, and begins anew: {}",
                    map.getMetadata().getNamespace(),
                    map.getMetadata().getName(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Keeps a series in the place of what is there.
     *
     * @param metadata name, namespace, labels and the owner
     */
    public void save(ObjectMeta metadata, TrendSeries series) {
        var data = Base64.getEncoder().encodeToString(TrendCodec.encodeWithin(series, MOST_BYTES));
        var map = configMap(metadata);
        if (map.get() == null) {
            var _ = client.resource(new ConfigMapBuilder()
                            .withMetadata(metadata)
                            .withBinaryData(Map.of(KEY, data))
                            .build())
                    .create();
        } else {
            map.edit(there -> new ConfigMapBuilder(there)
                    .editMetadata()
                    .withOwnerReferences(metadata.getOwnerReferences())
                    .endMetadata()
                    .withBinaryData(Map.of(KEY, data))
                    .build());
        }
    }
}
