package dev.plimsoll.api.v1alpha1;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrArray;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrBool;
import io.fabric8.kubernetes.client.CustomResource;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Generates the CRDs from the types, and adds what annotations cannot say. */
final class CrdYaml {
    private static final List<Class<? extends CustomResource<?, ?>>> KINDS =
            List.of(LoadTest.class, LoadTestRun.class, PerformanceBudget.class);

    /** The order in which {@code kubectl get} prints them; the generator sorts by path. */
    private static final List<String> COLUMNS = List.of(
            "Phase", "Verdict", "Run", "Rate", "P99", "Pods", "Age", "Advisory", "Override", "Target", "Reason");

    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "LoadTest",
            "What load, against what, judged by what. Applying one runs it once; it runs again when its spec or its "
                    + "annotation plimsoll.dev/run changes.",
            "LoadTestRun",
            "One execution of a LoadTest: what ran, how far it is, its verdict and its numbers. Created by the"
                    + " operator, or by hand with generateName to run a LoadTest again.",
            "PerformanceBudget",
            "Objectives that a service must hold under load, reusable over many LoadTests.");

    /** Kubernetes' own type, which brings none. */
    private static final Map<String, String> CONDITION = Map.of(
            "type", "What it is about: a word that stays the same, such as Complete.",
            "status", "True, False or Unknown.",
            "reason", "Why, in a word that stays the same: for programs.",
            "message", "Why, in a sentence: for people.",
            "lastTransitionTime", "When status changed last, RFC 3339.",
            "observedGeneration", "The generation of the resource that it speaks of.");

    private static final long LONGEST_TEXT = 8192;

    private CrdYaml() {}

    static void generate(Path directory) {
        new CRDGenerator()
                .customResourceClasses(KINDS.toArray(Class[]::new))
                .forCRDVersions("v1")
                .withPostProcessor(new CRDPostProcessor() {
                    @Override
                    public HasMetadata process(HasMetadata crd, String version) {
                        return complete(crd);
                    }
                })
                .inOutputDir(directory.toFile())
                .generate();
    }

    private static HasMetadata complete(HasMetadata crd) {
        var definition = (CustomResourceDefinition) crd;
        var version = definition.getSpec().getVersions().getFirst();
        version.getAdditionalPrinterColumns()
                .sort(Comparator.comparingInt(
                        (CustomResourceColumnDefinition column) -> COLUMNS.indexOf(column.getName())));
        var schema = version.getSchema().getOpenAPIV3Schema();
        schema.setDescription(DESCRIPTIONS.get(definition.getSpec().getNames().getKind()));
        schema.setRequired(List.of("spec"));
        describeConditions(property(property(schema, "status"), "conditions"));
        constrainQuantities(schema);
        boundTexts(property(schema, "spec"));
        return crd;
    }

    /**
     * A quantity that cannot be read would make every list of the kind unreadable for the operator. The generator knows
     * no pattern for values of maps.
     */
    private static void constrainQuantities(JSONSchemaProps schema) {
        Stream.ofNullable(schema.getAdditionalProperties())
                .map(JSONSchemaPropsOrBool::getSchema)
                .filter(values -> Boolean.TRUE.equals(values.getXKubernetesIntOrString()))
                .forEach(quantity -> quantity.setPattern(Formats.QUANTITY));
        Stream.ofNullable(schema.getProperties())
                .flatMap(properties -> properties.values().stream())
                .forEach(CrdYaml::constrainQuantities);
        Stream.ofNullable(schema.getItems())
                .map(JSONSchemaPropsOrArray::getSchema)
                .forEach(CrdYaml::constrainQuantities);
    }

    /** Texts of maps, such as values of headers: an API server cannot tell how large they are otherwise. */
    private static void boundTexts(JSONSchemaProps schema) {
        Stream.ofNullable(schema.getAdditionalProperties())
                .map(JSONSchemaPropsOrBool::getSchema)
                .forEach(values -> {
                    if ("string".equals(values.getType())) {
                        values.setMaxLength(LONGEST_TEXT);
                    }
                    boundTexts(values);
                });
        Stream.ofNullable(schema.getProperties())
                .flatMap(properties -> properties.values().stream())
                .forEach(CrdYaml::boundTexts);
        Stream.ofNullable(schema.getItems())
                .map(JSONSchemaPropsOrArray::getSchema)
                .forEach(CrdYaml::boundTexts);
    }

    private static void describeConditions(JSONSchemaProps conditions) {
        conditions
                .getItems()
                .getSchema()
                .getProperties()
                .forEach((field, schema) -> schema.setDescription(CONDITION.get(field)));
    }

    private static JSONSchemaProps property(JSONSchemaProps schema, String name) {
        return Objects.requireNonNull(schema.getProperties().get(name), name);
    }
}
