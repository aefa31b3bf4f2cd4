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

/** Objectives that a service must hold under load, reusable over many LoadTests. */
@Group(Api.GROUP)
@Version(Api.VERSION)
@Singular("performancebudget")
@Plural("performancebudgets")
@ShortNames("pbud")
@Categories("plimsoll")
@AdditionalPrinterColumn(name = "Verdict", jsonPath = ".status.verdict")
@AdditionalPrinterColumn(name = "Run", jsonPath = ".status.lastRun")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class PerformanceBudget extends CustomResource<PerformanceBudgetSpec, PerformanceBudgetStatus>
        implements Namespaced {
    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("NullAway") // the client fills it in; a record has no empty instance
    protected @Nullable PerformanceBudgetSpec initSpec() {
        return null;
    }

    @Override
    @SuppressWarnings("NullAway") // absent until the operator has seen the resource
    protected @Nullable PerformanceBudgetStatus initStatus() {
        return null;
    }

    @Override
    @JsonPropertyDescription("The objectives.")
    public PerformanceBudgetSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @SuppressWarnings("NullAway")
    @JsonPropertyDescription("The verdicts of the latest runs judged by this budget. Written by the operator only.")
    public @Nullable PerformanceBudgetStatus getStatus() {
        return super.getStatus();
    }
}
