package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.CaptureSpec;
import dev.plimsoll.api.v1alpha1.ConditionSpec;
import dev.plimsoll.api.v1alpha1.DataSpec;
import dev.plimsoll.api.v1alpha1.FileRef;
import dev.plimsoll.api.v1alpha1.PauseSpec;
import dev.plimsoll.api.v1alpha1.RequestSpec;
import dev.plimsoll.api.v1alpha1.RequestSpec.PartSpec;
import dev.plimsoll.api.v1alpha1.ScenarioSpec;
import dev.plimsoll.api.v1alpha1.SourceSpec;
import dev.plimsoll.api.v1alpha1.StepFields;
import dev.plimsoll.engine.contract.Body;
import dev.plimsoll.engine.contract.Capture;
import dev.plimsoll.engine.contract.Condition;
import dev.plimsoll.engine.contract.DataSet;
import dev.plimsoll.engine.contract.Extract;
import dev.plimsoll.engine.contract.Pause;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.quantity.Durations;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans scenarios and data sets in which the rules found no problem. */
final class ScenarioPlanner {
    private static final int MOST_TIMES = 100;

    /** The standard normal distribution's quantile at 0.95. */
    private static final double Z_95 = 1.6448536;

    private final Function<FileRef, String> files;

    /** Takes where the runner finds a key of a ConfigMap or Secret. */
    ScenarioPlanner(Function<FileRef, String> files) {
        this.files = files;
    }

    List<DataSet> data(@Nullable Map<String, DataSpec> data) {
        return Stream.ofNullable(data)
                .flatMap(sets -> sets.entrySet().stream())
                .map(set -> dataSet(set.getKey(), set.getValue()))
                .toList();
    }

    private DataSet dataSet(String name, DataSpec spec) {
        var order = switch (spec.order()) {
            case Sequential -> DataSet.Order.SEQUENTIAL;
            case Random -> DataSet.Order.RANDOM;
            case Shuffled -> DataSet.Order.SHUFFLED;
            case Unique -> DataSet.Order.UNIQUE;
        };
        return spec.csv() == null
                ? new DataSet(name, file(Objects.requireNonNull(spec.json())), DataSet.Format.JSON, order)
                : new DataSet(name, file(spec.csv()), DataSet.Format.CSV, order);
    }

    Scenario scenario(ScenarioSpec spec) {
        return new Scenario(spec.name(), spec.weight(), steps(spec.steps()));
    }

    private List<Step> steps(@Nullable List<? extends StepFields> steps) {
        return Stream.ofNullable(steps).flatMap(List::stream).map(this::step).toList();
    }

    private Step step(StepFields spec) {
        if (spec.request() != null) {
            return request(spec, spec.request());
        }
        if (spec.pause() != null) {
            return new Step.Rest(pause(spec.pause()));
        }
        if (spec.repeat() != null) {
            return new Step.Repeat(spec.repeat(), steps(spec.steps()));
        }
        if (spec.whileCondition() != null) {
            return new Step.While(
                    condition(spec.whileCondition()),
                    Objects.requireNonNullElse(spec.limit(), MOST_TIMES),
                    steps(spec.steps()));
        }
        return new Step.If(condition(Objects.requireNonNull(spec.ifCondition())), steps(spec.steps()));
    }

    private Step request(StepFields step, RequestSpec request) {
        var expect = step.expect();
        return new Step.Request(
                Objects.requireNonNull(step.name()),
                request.method().name(),
                request.path(),
                fields(request.headers(), Step.Header::new),
                body(request),
                Objects.requireNonNullElse(request.followRedirects(), 0),
                Stream.ofNullable(step.capture())
                        .flatMap(List::stream)
                        .map(ScenarioPlanner::capture)
                        .toList(),
                expect == null || expect.status() == null ? List.of() : expect.status(),
                Stream.ofNullable(step.checks())
                        .flatMap(List::stream)
                        .map(CheckPlanner::check)
                        .toList(),
                Durations.parse(request.timeout()));
    }

    private Body body(RequestSpec request) {
        if (request.bodyFrom() != null) {
            return new Body.File(file(request.bodyFrom()));
        }
        if (request.form() != null) {
            return new Body.Form(fields(request.form(), Body.Field::new));
        }
        if (request.multipart() != null) {
            return new Body.Multipart(
                    request.multipart().stream().map(this::part).toList());
        }
        return request.body() == null || request.body().isEmpty() ? new Body.None() : new Body.Text(request.body());
    }

    private Body.Part part(PartSpec spec) {
        return new Body.Part(
                spec.name(),
                spec.value(),
                spec.valueFrom() == null ? null : file(spec.valueFrom()),
                spec.fileName(),
                spec.contentType());
    }

    private String file(SourceSpec source) {
        return files.apply(FileRef.of(source));
    }

    private static <T> List<T> fields(@Nullable Map<String, String> fields, BiFunction<String, String, T> field) {
        return Stream.ofNullable(fields)
                .flatMap(each -> each.entrySet().stream())
                .map(each -> field.apply(each.getKey(), each.getValue()))
                .toList();
    }

    private static Capture capture(CaptureSpec spec) {
        return new Capture(spec.name(), extract(spec), spec.fallback());
    }

    private static Extract extract(CaptureSpec spec) {
        if (spec.jsonPath() != null) {
            return new Extract.JsonPath(spec.jsonPath());
        }
        if (spec.regex() != null) {
            return new Extract.Regex(spec.regex());
        }
        if (spec.header() != null) {
            return new Extract.Header(spec.header());
        }
        return spec.cookie() == null ? new Extract.Status() : new Extract.Cookie(spec.cookie());
    }

    private static Condition condition(ConditionSpec spec) {
        return new Condition(spec.variable(), spec.exists(), spec.equalTo(), spec.notEquals(), spec.matches());
    }

    private static Pause pause(PauseSpec spec) {
        if (spec.duration() != null) {
            return new Pause.Fixed(Durations.parse(spec.duration()));
        }
        if (spec.mean() != null) {
            return new Pause.Exponential(Durations.parse(spec.mean()));
        }
        if (spec.min() != null) {
            return new Pause.Uniform(Durations.parse(spec.min()), Durations.parse(Objects.requireNonNull(spec.max())));
        }
        long median = Durations.parse(Objects.requireNonNull(spec.median()));
        long p95 = Durations.parse(Objects.requireNonNull(spec.p95()));
        return new Pause.LogNormal(median, Math.log((double) p95 / median) / Z_95);
    }
}
