package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** One execution of a LoadTest: a frozen copy of its spec, how far it is, its verdict and numbers. */
@Group(Api.GROUP)
@Version(Api.VERSION)
@Singular("loadtestrun")
@Plural("loadtestruns")
@ShortNames("ldtr")
@Categories("plimsoll")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Verdict", jsonPath = ".status.verdict")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.reason")
@AdditionalPrinterColumn(name = "Rate", jsonPath = ".status.achievedRate")
@AdditionalPrinterColumn(name = "P99", jsonPath = ".status.p99")
@AdditionalPrinterColumn(name = "Pods", jsonPath = ".status.pods")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Revision", jsonPath = ".spec.revision.name", priority = 1)
@AdditionalPrinterColumn(name = "Gate", jsonPath = ".status.gate.outcome", priority = 1)
@AdditionalPrinterColumn(name = "Advisory", jsonPath = ".status.advisory", priority = 1)
@AdditionalPrinterColumn(name = "Override", jsonPath = ".status.override.reason", priority = 1)
@AdditionalPrinterColumn(name = "Target", jsonPath = ".status.target", priority = 1)
public class LoadTestRun extends CustomResource<LoadTestRunSpec, LoadTestRunStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("NullAway") // the client fills it in; a record has no empty instance
    protected @Nullable LoadTestRunSpec initSpec() {
        return null;
    }

    @Override
    @SuppressWarnings("NullAway") // absent until the operator has seen the resource
    protected @Nullable LoadTestRunStatus initStatus() {
        return null;
    }

    @Override
    @JsonPropertyDescription("Which LoadTest to run, or what to run.")
    public LoadTestRunSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @SuppressWarnings("NullAway")
    @JsonPropertyDescription("How far the run is, its verdict and its numbers. Written by the operator only.")
    public @Nullable LoadTestRunStatus getStatus() {
        return super.getStatus();
    }
}
