package dev.plimsoll.runner;

import dev.plimsoll.engine.contract.Body;
import dev.plimsoll.engine.contract.Capture;
import dev.plimsoll.engine.contract.Check;
import dev.plimsoll.engine.contract.Condition;
import dev.plimsoll.engine.contract.Extract;
import dev.plimsoll.engine.contract.Pause;
import dev.plimsoll.engine.contract.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps for tests, one call a part. */
public final class Steps {
    private final String name;
    private final String method;
    private final String path;
    private final List<Step.Header> headers = new ArrayList<>();
    private final List<Capture> captures = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private Body body = new Body.None();
    private int maxRedirects;

    private Steps(String name, String method, String path) {
        this.name = name;
        this.method = method;
        this.path = path;
    }

    public static Steps get(String name, String path) {
        return new Steps(name, "GET", path);
    }

    public static Steps post(String name, String path, Body body) {
        var steps = new Steps(name, "POST", path);
        steps.body = body;
        return steps;
    }

    public Steps header(String field, String value) {
        headers.add(new Step.Header(field, value));
        return this;
    }

    public Steps capture(String variable, Extract from) {
        return capture(variable, from, null);
    }

    public Steps capture(String variable, Extract from, @Nullable String fallback) {
        captures.add(new Capture(variable, from, fallback));
        return this;
    }

    public Steps check(String check, Check.That that) {
        checks.add(new Check(check, that));
        return this;
    }

    public Steps redirects(int most) {
        maxRedirects = most;
        return this;
    }

    public Step.Request done() {
        return new Step.Request(
                name, method, path, headers, body, maxRedirects, captures, List.of(), checks, 10 * Plans.SECOND);
    }

    public static Step rest(long nanos) {
        return new Step.Rest(new Pause.Fixed(nanos));
    }

    public static Condition equal(String variable, String value) {
        return new Condition(variable, null, value, null, null);
    }

    public static Condition exists(String variable, boolean exists) {
        return new Condition(variable, exists, null, null, null);
    }
}
