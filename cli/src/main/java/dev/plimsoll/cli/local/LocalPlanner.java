package dev.plimsoll.cli.local;

import dev.plimsoll.api.v1alpha1.FileRef;
import dev.plimsoll.api.v1alpha1.FileRefs;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.api.v1alpha1.PerformanceBudgetSpec;
import dev.plimsoll.api.v1alpha1.TargetSpec;
import dev.plimsoll.cli.document.Found;
import dev.plimsoll.cli.document.Problem;
import dev.plimsoll.operator.translate.RunIdentity;
import dev.plimsoll.operator.translate.Translation;
import dev.plimsoll.operator.translate.Translation.Planned;
import dev.plimsoll.operator.translate.Translator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans a LoadTest with the operator's own translator, and points at the line of everything that stands in its way. */
public final class LocalPlanner {
    /** Stands where a cluster has the run's namespace. */
    private static final String NAMESPACE = "local";

    /** A file that was not found; the plan is never used. */
    private static final String NOWHERE = "";

    private static final String BUDGET_PREFIX = "performancebudget/";

    private static final Pattern BUDGET_NAME = Pattern.compile("spec\\.(phases\\[\\d+]\\.)?budgets\\[\\d+]\\.name");

    private final List<Found<PerformanceBudget>> budgets;

    /** Takes all budgets that the files hold. */
    public LocalPlanner(List<Found<PerformanceBudget>> budgets) {
        this.budgets = budgets;
    }

    /** A plan to run here, or nothing and what is wrong with it. */
    public Optional<Planned> planToRun(Found<LoadTest> test, LaptopValues values, String run, List<Problem> problems) {
        var found = new ArrayList<Problem>();
        refuseClusterThings(test, values, found);
        var namespace = test.document().namespace();
        var translator = new Translator(
                ref -> values.file(ref, namespace).map(Path::toString).orElse(NOWHERE));
        var gated = values.applyTo(test.resource().getSpec());
        // nothing is rolled out here; where both revisions are there all the same, they get as much load as the gate
        // says
        var spec = values.compareRevisions(test.resource().getSpec()) ? gated : gated.gating(null);
        var plan = plan(test, spec, translator, RunIdentity.of(NAMESPACE, run, run), found);
        problems.addAll(found);
        return found.isEmpty() ? plan : Optional.empty();
    }

    /** A plan as a cluster would make it, or nothing and what is wrong with it. */
    public Optional<Planned> plan(Found<LoadTest> test, List<Problem> problems) {
        int runners = test.resource().getSpec().runners().count();
        var run = RunIdentity.of(test.document().namespace(), test.name(), test.name());
        var translator = new Translator(ref -> ref.name() + "/" + ref.key());
        var values = new LaptopValues(LaptopValues.Urls.OF_SPEC, runners, null, LaptopFiles.none());
        return plan(test, values.applyTo(test.resource().getSpec()), translator, run, problems);
    }

    private Optional<Planned> plan(
            Found<LoadTest> test, LoadTestSpec spec, Translator translator, RunIdentity run, List<Problem> problems) {
        var known = budgetsBeside(test);
        return switch (translator.translate(spec, run, known)) {
            case Planned planned -> Optional.of(planned);
            case Translation.Refused(var refusals) -> {
                refusals.forEach(refusal -> problems.add(located(test, known, refusal)));
                yield Optional.empty();
            }
        };
    }

    /** A value before what is said about it; nothing for no value. */
    public static String quoted(String value) {
        return value.isEmpty() ? "" : "\"" + value + "\" ";
    }

    private static void refuseClusterThings(Found<LoadTest> test, LaptopValues values, List<Problem> problems) {
        var spec = test.resource().getSpec();
        if (values.compareRevisions(spec)) {
            refuseService(
                    test, "target", "baseline", spec.target(), values.urls().baseline(), problems);
            refuseService(
                    test, "target", "candidate", spec.target(), values.urls().candidate(), problems);
        } else {
            var option = spec.gate() == null ? "target" : "target URL, or --baseline URL and --candidate";
            refuseService(test, "target", option, spec.target(), values.urls().target(), problems);
        }
        if (spec.comparison() != null) {
            var comparison = spec.comparison();
            refuseService(
                    test,
                    "comparison.baseline",
                    "baseline",
                    comparison.baseline(),
                    values.urls().baseline(),
                    problems);
            refuseService(
                    test,
                    "comparison.candidate",
                    "candidate",
                    comparison.candidate(),
                    values.urls().candidate(),
                    problems);
        }
        var namespace = test.document().namespace();
        FileRefs.of(values.applyTo(test.resource().getSpec()))
                .forEach((field, refs) -> refs.stream()
                        .filter(ref -> values.file(ref, namespace).isEmpty())
                        .findFirst()
                        .ifPresent(ref ->
                                problems.add(test.document().problem(field, absence(field, ref, values, namespace)))));
    }

    private static void refuseService(
            Found<LoadTest> test,
            String field,
            String option,
            @Nullable TargetSpec target,
            @Nullable String url,
            List<Problem> problems) {
        if (target != null && target.service() != null && url == null) {
            problems.add(test.document()
                    .problem(
                            "spec." + field + ".service",
                            "is a Service of a cluster, which this machine does not know; say where it is reached from"
                                    + " here, with --" + option + " URL"));
        }
    }

    private static String absence(String field, FileRef ref, LaptopValues values, String namespace) {
        var absence = values.files().absence(ref, namespace);
        return field.endsWith(".tls.caSecretRef")
                ? absence + ", or one with the certificates, with --ca-file PEM"
                : absence;
    }

    private Map<String, PerformanceBudgetSpec> budgetsBeside(Found<LoadTest> test) {
        return beside(test)
                .collect(Collectors.toMap(
                        Found::name, budget -> budget.resource().getSpec()));
    }

    private Problem located(
            Found<LoadTest> test,
            Map<String, PerformanceBudgetSpec> known,
            dev.plimsoll.operator.translate.Problem refusal) {
        var message = quoted(refusal.value()) + refusal.message();
        if (refusal.field().startsWith(BUDGET_PREFIX)) {
            var nameAndPath = refusal.field().substring(BUDGET_PREFIX.length()).split(" ", 2);
            return beside(test)
                    .filter(budget -> budget.name().equals(nameAndPath[0]))
                    .findFirst()
                    .orElseThrow()
                    .document()
                    .problem(nameAndPath[1], message);
        }
        boolean unknownBudget = BUDGET_NAME.matcher(refusal.field()).matches() && !known.containsKey(refusal.value());
        return test.document()
                .problem(refusal.field(), unknownBudget ? unknownBudget(refusal.value(), known) : message);
    }

    private static String unknownBudget(String name, Map<String, PerformanceBudgetSpec> known) {
        var there = known.isEmpty()
                ? "they hold none in its namespace"
                : "they hold " + known.keySet().stream().sorted().collect(Collectors.joining(", "));
        return "no PerformanceBudget \"" + name + "\" is in the files (" + there
                + "); add its file to the command, or correct the name";
    }

    private Stream<Found<PerformanceBudget>> beside(Found<LoadTest> test) {
        var namespace = test.document().namespace();
        return budgets.stream().filter(budget -> budget.document().namespace().equals(namespace));
    }
}
