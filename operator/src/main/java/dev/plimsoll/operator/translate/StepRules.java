package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.CaptureSpec;
import dev.plimsoll.api.v1alpha1.StepFields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the steps of one scenario must be: each one thing, requests with names of their own. */
final class StepRules {
    private final TemplateRules templates;
    private final Set<String> names = new HashSet<>();

    StepRules(TemplateRules templates) {
        this.templates = templates;
    }

    /** All requests in these steps, in the order of the document. */
    static Stream<StepFields> requests(@Nullable List<? extends StepFields> steps) {
        return Stream.ofNullable(steps)
                .flatMap(List::stream)
                .flatMap(step -> step.request() == null ? requests(step.steps()) : Stream.of(step));
    }

    void check(List<? extends StepFields> steps, Findings at) {
        for (int i = 0; i < steps.size(); i++) {
            check(steps.get(i), at.at("steps", i));
        }
    }

    private void check(StepFields step, Findings at) {
        var kinds = new OneOf()
                .field("request", step.request())
                .field("pause", step.pause())
                .field("repeat", step.repeat())
                .field("while", step.whileCondition())
                .field("if", step.ifCondition());
        if (!kinds.isExactlyOne("does nothing", at)) {
            return;
        }
        var kind = kinds.only();
        checkBelonging(step, kind, at);
        switch (kind) {
            case "request" -> checkRequest(step, at);
            case "pause" -> {
                if (step.pause() != null) {
                    PauseRules.check(step.pause(), at.at("pause"));
                }
            }
            default -> checkBlock(step, at);
        }
    }

    private void checkRequest(StepFields step, Findings at) {
        if (step.name() == null) {
            at.at("name").report("is missing; results tell requests apart by it: give one such as login");
        } else if (!names.add(step.name())) {
            at.at("name").report(step.name(), "another step of this scenario has this name; choose a new one");
        }
        if (step.request() != null) {
            RequestRules.check(step.request(), templates, at.at("request"));
        }
        ResponseRules.checkCaptures(step.capture(), at);
        captures(step).forEach(templates::captures); // runners capture first, and check then
        ResponseRules.checkChecks(step.checks(), templates, at);
    }

    private void checkBlock(StepFields step, Findings at) {
        if (step.ifCondition() != null) {
            ConditionRules.check(step.ifCondition(), templates, at.at("if"));
        }
        if (step.whileCondition() != null) {
            checkWhile(step, at);
        }
        if (step.steps() == null || step.steps().isEmpty()) {
            at.at("steps").report("there is none to go through; add one with a request");
        } else {
            check(step.steps(), at);
        }
    }

    /** The condition is looked at again after the steps, and may be about what they have captured. */
    private void checkWhile(StepFields step, Findings at) {
        var later = templates.copy();
        requests(step.steps()).flatMap(StepRules::captures).forEach(later::captures);
        if (step.whileCondition() != null) {
            ConditionRules.check(step.whileCondition(), later, at.at("while"));
        }
    }

    private static Stream<String> captures(StepFields request) {
        return Stream.ofNullable(request.capture()).flatMap(List::stream).map(CaptureSpec::name);
    }

    /** Fields of a request stand with a request, and those of a block with a block. */
    private static void checkBelonging(StepFields step, String kind, Findings at) {
        boolean isRequest = kind.equals("request");
        if (!isRequest) {
            refuse("name", step.name(), "is for requests, which results tell apart by it; remove it", at);
            refuse("capture", step.capture(), "is for requests; move it to the step whose response it is about", at);
            refuse("expect", step.expect(), "is for requests; move it to the step whose response it is about", at);
            refuse("checks", step.checks(), "is for requests; move it to the step whose response it is about", at);
        }
        if (isRequest || kind.equals("pause")) {
            refuse("steps", step.steps(), "are for repeat, while and if; remove them, or add one of those", at);
        }
        if (!kind.equals("while")) {
            refuse("limit", step.limit(), "is for while; remove it", at);
        }
    }

    private static void refuse(String field, @Nullable Object value, String message, Findings at) {
        if (value != null) {
            at.at(field).report(value instanceof String || value instanceof Integer ? value : null, message);
        }
    }
}
