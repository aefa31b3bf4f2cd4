/**
 * The API of Plimsoll: LoadTest, LoadTestRun and PerformanceBudget, as people write and read them.
 *
 * <p>The CRD YAML in {@code crds/yaml} is generated from these types; a test fails when it differs. Components that the
 * schema defaults are annotated with their default and never null once a resource was read through the API server or
 * the command line, which applies the same schema. Everything else that may be absent is {@code @Nullable}.
 */
@NullMarked
package dev.plimsoll.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
