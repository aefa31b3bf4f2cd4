package dev.plimsoll.cli.document;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** The kinds of Plimsoll's API, and where their schema is. */
enum Kind {
    LoadTest(LoadTest.class),
    LoadTestRun(LoadTestRun.class),
    PerformanceBudget(PerformanceBudget.class);

    private final Class<? extends HasMetadata> type;

    Kind(Class<? extends HasMetadata> type) {
        this.type = type;
    }

    Class<? extends HasMetadata> type() {
        return type;
    }

    /** Name of the CRD's YAML beside its Java type. */
    String crd() {
        return HasMetadata.getPlural(type) + "." + Api.GROUP + "-v1.yml";
    }
}
