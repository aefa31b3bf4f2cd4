package dev.plimsoll.operator.gate;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.LinkedHashMap;
import java.util.Map;

/** A Rollout of Argo Rollouts, as far as anybody looks at it: {@link RolloutView} knows what its fields mean. */
@Group("argoproj.io")
@Version("v1alpha1")
@Kind("Rollout")
public final class Rollout extends CustomResource<Map<String, Object>, Map<String, Object>> implements Namespaced {
    private static final long serialVersionUID = 1;

    @Override
    protected Map<String, Object> initSpec() {
        return new LinkedHashMap<>();
    }

    @Override
    protected Map<String, Object> initStatus() {
        return new LinkedHashMap<>();
    }
}
