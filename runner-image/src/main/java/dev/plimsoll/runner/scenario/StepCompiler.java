package dev.plimsoll.runner.scenario;

import dev.plimsoll.engine.contract.Check;
import dev.plimsoll.engine.contract.Extract;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.template.Template;
import dev.plimsoll.runner.auth.Authorization;
import dev.plimsoll.runner.http.Keep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles requests of a plan. */
final class StepCompiler {
    private final Target target;
    private final Authorization authorization;
    private final BodyCompiler bodies;

    StepCompiler(Target target, Authorization authorization, long seed) {
        this.target = target;
        this.authorization = authorization;
        bodies = new BodyCompiler(seed);
    }

    /**
     * Compiles a request.
     *
     * @param series its place among those of the plan
     * @param followed whether its session may send another after it
     * @throws IllegalArgumentException when it cannot be made; the message names the step
     */
    CompiledStep compile(Step.Request step, int series, boolean followed) {
        try {
            var captures = step.captures().stream().map(CompiledCapture::of).toList();
            var checks = step.checks().stream().map(CompiledCheck::of).toList();
            return new CompiledStep(
                    series,
                    RequestTemplate.of(series, parts(step), keep(step, followed)),
                    ExpectedStatus.of(step.expectedStatus()),
                    step.maxRedirects(),
                    captures,
                    checks,
                    step.timeoutNanos());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("step " + step.name() + ": " + e.getMessage(), e);
        }
    }

    private RequestTemplate.Parts parts(Step.Request step) {
        var body = bodies.compile(step.body());
        return new RequestTemplate.Parts(
                step.method(),
                target.authority(),
                target.basePath(),
                Template.parse(step.path()),
                fields(step, body.contentType()),
                body,
                has(step, "authorization") ? Authorization.NONE : authorization);
    }

    private static List<RequestTemplate.Field> fields(Step.Request step, @Nullable String contentType) {
        var fields = new ArrayList<RequestTemplate.Field>();
        for (var header : step.headers()) {
            fields.add(new RequestTemplate.Field(header.name(), Template.parse(header.value())));
        }
        if (contentType != null && !has(step, "content-type")) {
            fields.add(new RequestTemplate.Field("Content-Type", Template.parse(contentType)));
        }
        return fields;
    }

    private static boolean has(Step.Request step, String name) {
        return step.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
    }

    /** Cookies matter where something is sent after them. */
    private static Keep keep(Step.Request step, boolean followed) {
        boolean body = step.captures().stream().anyMatch(capture -> isOfBody(capture.from()))
                || step.checks().stream().anyMatch(check -> isOfBody(check.that()));
        if (body) {
            return Keep.BODY;
        }
        boolean head = step.maxRedirects() > 0
                || step.captures().stream().anyMatch(capture -> isOfHead(capture.from()))
                || step.checks().stream().anyMatch(check -> check.that() instanceof Check.HeaderIs);
        if (head) {
            return Keep.HEAD;
        }
        boolean cookies =
                followed || step.captures().stream().anyMatch(capture -> capture.from() instanceof Extract.Cookie);
        return cookies ? Keep.COOKIES : Keep.NOTHING;
    }

    private static boolean isOfBody(Extract from) {
        return switch (from) {
            case Extract.JsonPath _, Extract.Regex _ -> true;
            case Extract.Header _, Extract.Cookie _, Extract.Status _ -> false;
        };
    }

    private static boolean isOfHead(Extract from) {
        return switch (from) {
            case Extract.Header _ -> true;
            case Extract.Cookie _, Extract.JsonPath _, Extract.Regex _, Extract.Status _ -> false;
        };
    }

    private static boolean isOfBody(Check.That that) {
        return switch (that) {
            case Check.BodyContains _, Check.BodyMatches _, Check.JsonEquals _ -> true;
            case Check.StatusIn _, Check.HeaderIs _, Check.SizeWithin _, Check.TimeWithin _ -> false;
        };
    }
}
