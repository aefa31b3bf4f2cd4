package dev.plimsoll.operator.collect;

import dev.plimsoll.engine.contract.RunResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Results in a ConfigMap beside the run, {@code NAME-result}, key {@value #KEY}.
 *
 * <p>The run's owner {@link #prepare prepares} the ConfigMap before the load starts. Saving only ever changes it, so a
 * run that was deleted in the meantime is not brought back in part.
 */
public final class ConfigMapResultStore implements ResultStore {
    /** Key of the gzipped JSON. */
    public static final String KEY = "result.json.gz";

    /** Key of where the result is, once it is no longer here. */
    public static final String MOVED_KEY = "location";

    /** An object may hold 1 MiB; metadata needs some of it. */
    private static final int MAX_BYTES = 900 * 1024;

    private final KubernetesClient client;

    public ConfigMapResultStore(KubernetesClient client) {
        this.client = client;
    }

    /** Name of the ConfigMap with a run's result. */
    public static String nameFor(String run) {
        return run + "-result";
    }

    /**
     * Creates the empty ConfigMap when it is not there. The metadata must have name, namespace and the run as owner.
     */
    public void prepare(ObjectMeta metadata) {
        try {
            client.resource(new ConfigMapBuilder().withMetadata(metadata).build())
                    .create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }

    @Override
    public RunResult save(RunName run, Supplier<RunResult> result) {
        var saved = new RunResult[1];
        try {
            // The result is taken after the ConfigMap was read: who read it before a newer one was written is refused.
            configMap(run).edit(existing -> {
                var latest = result.get();
                saved[0] = latest;
                return with(existing, latest);
            });
            return saved[0];
        } catch (KubernetesClientException e) {
            throw new ResultNotSavedException(
                    "ConfigMap " + run.namespace() + "/" + nameFor(run.name()) + ": " + e.getMessage(), e);
        }
    }

    /** A checkpoint that was begun before the result was moved, and comes after: it brings nothing back. */
    private static ConfigMap with(ConfigMap existing, RunResult result) {
        if (existing.getData() != null && existing.getData().containsKey(MOVED_KEY)) {
            return existing;
        }
        var data = Base64.getEncoder().encodeToString(ResultCodec.encodeWithin(result, MAX_BYTES));
        return new ConfigMapBuilder(existing).withBinaryData(Map.of(KEY, data)).build();
    }

    @Override
    public Optional<RunResult> load(RunName run) {
        return bytes(run).map(ResultCodec::decode);
    }

    /** What was saved last, as it was written; empty when nothing was, or it was {@link #release released}. */
    public Optional<byte[]> bytes(RunName run) {
        return Optional.ofNullable(configMap(run).get())
                .map(ConfigMap::getBinaryData)
                .map(data -> data.get(KEY))
                .map(Base64.getDecoder()::decode);
    }

    /**
     * Empties the ConfigMap, because the result is somewhere else for good; it says where. A ConfigMap that is gone
     * stays so.
     */
    public void release(RunName run, String location) {
        var there = configMap(run);
        if (there.get() != null) {
            there.edit(existing -> new ConfigMapBuilder(existing)
                    .withBinaryData(Map.of())
                    .withData(Map.of(MOVED_KEY, location))
                    .build());
        }
    }

    private Resource<ConfigMap> configMap(RunName run) {
        return client.configMaps().inNamespace(run.namespace()).withName(nameFor(run.name()));
    }
}
