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

/**
 * What load, against what, judged by what. Applying one runs it; so does a change of its spec or of its run annotation.
 * One with a schedule runs when it is due instead.
 */
@Group(Api.GROUP)
@Version(Api.VERSION)
@Singular("loadtest")
@Plural("loadtests")
@ShortNames("ldt")
@Categories("plimsoll")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Verdict", jsonPath = ".status.verdict")
@AdditionalPrinterColumn(name = "Rate", jsonPath = ".status.achievedRate")
@AdditionalPrinterColumn(name = "P99", jsonPath = ".status.p99")
@AdditionalPrinterColumn(name = "Pods", jsonPath = ".status.pods")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Next", jsonPath = ".status.schedule.nextTime", priority = 1)
@AdditionalPrinterColumn(name = "Advisory", jsonPath = ".status.advisory", priority = 1)
@AdditionalPrinterColumn(name = "Override", jsonPath = ".status.override.reason", priority = 1)
@AdditionalPrinterColumn(name = "Target", jsonPath = ".status.target", priority = 1)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.reason", priority = 1)
public class LoadTest extends CustomResource<LoadTestSpec, LoadTestStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("NullAway") // the client fills it in; a record has no empty instance
    protected @Nullable LoadTestSpec initSpec() {
        return null;
    }

    @Override
    @SuppressWarnings("NullAway") // absent until the operator has seen the resource
    protected @Nullable LoadTestStatus initStatus() {
        return null;
    }

    @Override
    @JsonPropertyDescription("What load to send, against what, judged by what.")
    public LoadTestSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @SuppressWarnings("NullAway")
    @JsonPropertyDescription("What the operator knows of the latest run. Written by the operator only.")
    public @Nullable LoadTestStatus getStatus() {
        return super.getStatus();
    }
}
