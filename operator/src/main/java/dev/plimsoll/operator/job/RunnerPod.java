package dev.plimsoll.operator.job;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.RunnersSpec;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.WireFormat;
import dev.plimsoll.engine.plan.RunnerRate;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The pod of a runner: it can read its token and the files that its spec names, send load, and nothing else. */
public final class RunnerPod {
    /** Name of the container that sends the load. */
    public static final String CONTAINER = "runner";

    static final String TOKEN_VOLUME = "token";

    private static final String TOKEN_DIRECTORY = "/etc/plimsoll/token";
    private static final String COMPILE_QUICKLY = "-XX:TieredStopAtLevel=1";
    private static final long NON_ROOT = 65532;
    private static final int OWNER_AND_GROUP_READ = 0440;
    private static final long GRACE_SECONDS = 5;

    private RunnerPod() {}

    static PodTemplateSpec template(LoadTestRun run, LoadTestSpec test, RunPlan plan, RunnerSettings settings) {
        var files = RunnerFiles.volume(test);
        var pod = new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(NON_ROOT)
                .withRunAsGroup(NON_ROOT)
                .withFsGroup(NON_ROOT)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withTopologySpreadConstraints(new TopologySpreadConstraintBuilder()
                        .withMaxSkew(1)
                        .withTopologyKey("kubernetes.io/hostname")
                        .withWhenUnsatisfiable("ScheduleAnyway")
                        .withNewLabelSelector()
                        .withMatchLabels(RunMetadata.selector(run))
                        .endLabelSelector()
                        .build())
                .withContainers(
                        container(test.runners(), environment(run, test, plan, settings), settings.image(), files))
                .withVolumes(volumes(run, files))
                .build();
        var standard = new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(RunMetadata.labels(run))
                .withAnnotations(RunMetadata.annotations(run))
                .endMetadata()
                .withSpec(pod)
                .build();
        var template = test.runners().template();
        if (template == null) {
            return standard;
        }
        return new PodTemplateSpecBuilder(TemplatePatch.apply(standard, template))
                .editMetadata()
                .addToLabels(RunMetadata.labels(run))
                .addToAnnotations(RunMetadata.annotations(run))
                .endMetadata()
                .build();
    }

    private static Container container(
            RunnersSpec runners, List<EnvVar> environment, String image, Optional<Volume> files) {
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(image)
                .withImagePullPolicy("IfNotPresent")
                .withEnv(environment)
                .withResources(resources(runners))
                .withVolumeMounts(mounts(files))
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .build();
    }

    private static List<EnvVar> environment(LoadTestRun run, LoadTestSpec test, RunPlan plan, RunnerSettings settings) {
        var metadata = run.getMetadata();
        var environment = new ArrayList<EnvVar>();
        environment.add(new EnvVar("PLIMSOLL_COLLECTOR_URL", settings.collectorUrl(), null));
        environment.add(new EnvVar("PLIMSOLL_RUN", metadata.getNamespace() + "/" + metadata.getName(), null));
        environment.add(new EnvVar("PLIMSOLL_TOKEN_FILE", TOKEN_DIRECTORY + "/" + TokenSecret.KEY, null));
        environment.add(new EnvVarBuilder()
                .withName("PLIMSOLL_RUNNER_NAME")
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath("metadata.name")
                .endFieldRef()
                .endValueFrom()
                .build());
        if (plan.limits() != null) { // by another way than the plan, so that it cannot shed them
            var limits = new String(WireFormat.write(plan.limits()), StandardCharsets.UTF_8);
            environment.add(new EnvVar("PLIMSOLL_LIMITS", limits, null));
        }
        if (RunnerRate.isLow(plan.phases(), test.runners().count())) {
            environment.add(new EnvVar("JDK_JAVA_OPTIONS", COMPILE_QUICKLY, null));
        }
        return environment;
    }

    /**
     * Small requests, so that a small cluster can hold many runners; no CPU limit, since throttling makes latency lie.
     */
    private static ResourceRequirements resources(RunnersSpec runners) {
        var asked = runners.resources();
        if (asked == null) {
            return new ResourceRequirementsBuilder()
                    .withRequests(new TreeMap<>(Map.of("cpu", new Quantity("250m"), "memory", new Quantity("128Mi"))))
                    .withLimits(Map.of("memory", new Quantity("512Mi")))
                    .build();
        }
        return new ResourceRequirementsBuilder()
                .withRequests(asked.requests())
                .withLimits(asked.limits())
                .build();
    }

    private static List<VolumeMount> mounts(Optional<Volume> files) {
        var mounts = new ArrayList<VolumeMount>();
        mounts.add(
                new VolumeMountBuilder().withName("tmp").withMountPath("/tmp").build());
        mounts.add(readOnly(TOKEN_VOLUME, TOKEN_DIRECTORY));
        files.ifPresent(volume -> mounts.add(readOnly(volume.getName(), RunnerFiles.DIRECTORY)));
        return mounts;
    }

    private static VolumeMount readOnly(String volume, String path) {
        return new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(path)
                .withReadOnly(true)
                .build();
    }

    private static List<Volume> volumes(LoadTestRun run, Optional<Volume> files) {
        var volumes = new ArrayList<Volume>();
        volumes.add(new VolumeBuilder()
                .withName("tmp")
                .withNewEmptyDir()
                .endEmptyDir()
                .build());
        volumes.add(tokenVolume(run));
        files.ifPresent(volumes::add);
        return volumes;
    }

    private static Volume tokenVolume(LoadTestRun run) {
        return new VolumeBuilder()
                .withName(TOKEN_VOLUME)
                .withNewSecret()
                .withSecretName(RunNames.tokenSecret(run.getMetadata()))
                .withDefaultMode(OWNER_AND_GROUP_READ)
                .addNewItem()
                .withKey(TokenSecret.KEY)
                .withPath(TokenSecret.KEY)
                .endItem()
                .endSecret()
                .build();
    }
}
