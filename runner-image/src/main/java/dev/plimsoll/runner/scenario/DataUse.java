package dev.plimsoll.runner.scenario;

import dev.plimsoll.engine.contract.Body;
import dev.plimsoll.engine.contract.Check;
import dev.plimsoll.engine.contract.Condition;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.template.Expression;
import dev.plimsoll.engine.template.Template;
import dev.plimsoll.runner.data.Rows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks whether every column is there that a plan's templates take a value from. */
final class DataUse {
    private DataUse() {}

    /**
     * Looks at all templates of a plan.
     *
     * @param data the rows of its data sets, in its order
     * @throws IllegalArgumentException when there is no such data set or column; the message names what there is
     */
    static void check(RunPlan plan, List<Rows> data) {
        var byName = new HashMap<String, Rows>();
        for (int i = 0; i < data.size(); i++) {
            byName.put(plan.data().get(i).name(), data.get(i));
        }
        plan.scenarios().stream()
                .flatMap(scenario -> scenario.steps().stream())
                .flatMap(DataUse::templates)
                .flatMap(text -> Template.parse(text).columns().stream())
                .forEach(column -> check(column, byName));
    }

    private static void check(Expression.Column column, Map<String, Rows> data) {
        var rows = data.get(column.data());
        if (rows == null) {
            throw new IllegalArgumentException("there is no data set " + column.data() + "; there are "
                    + data.keySet().stream().sorted().toList());
        }
        if (!rows.columns().contains(column.column())) {
            throw new IllegalArgumentException(
                    "data set " + column.data() + " has no column '" + column.column() + "'; it has " + rows.columns());
        }
    }

    private static Stream<String> templates(Step step) {
        return switch (step) {
            case Step.Request request -> ofRequest(request);
            case Step.Rest _ -> Stream.empty();
            case Step.Repeat repeat -> repeat.steps().stream().flatMap(DataUse::templates);
            case Step.While loop ->
                Stream.concat(
                        ofCondition(loop.condition()), loop.steps().stream().flatMap(DataUse::templates));
            case Step.If branch ->
                Stream.concat(
                        ofCondition(branch.condition()), branch.steps().stream().flatMap(DataUse::templates));
        };
    }

    private static Stream<String> ofCondition(Condition condition) {
        return Stream.concat(Stream.ofNullable(condition.equalTo()), Stream.ofNullable(condition.not()));
    }

    private static Stream<String> ofRequest(Step.Request request) {
        return Stream.of(
                        Stream.of(request.path()),
                        request.headers().stream().map(Step.Header::value),
                        ofBody(request.body()),
                        request.checks().stream().flatMap(check -> ofCheck(check.that())))
                .flatMap(texts -> texts);
    }

    private static Stream<String> ofBody(Body body) {
        return switch (body) {
            case Body.None _, Body.File _ -> Stream.empty();
            case Body.Text(var text) -> Stream.of(text);
            case Body.Form(var fields) -> fields.stream().map(Body.Field::value);
            case Body.Multipart(var parts) -> parts.stream().flatMap(part -> Stream.ofNullable(part.value()));
        };
    }

    private static Stream<String> ofCheck(Check.That that) {
        return switch (that) {
            case Check.HeaderIs header -> Stream.ofNullable(header.equalTo());
            case Check.BodyContains(var text) -> Stream.of(text);
            case Check.JsonEquals json -> Stream.of(json.value());
            case Check.StatusIn _, Check.BodyMatches _, Check.SizeWithin _, Check.TimeWithin _ -> Stream.empty();
        };
    }
}
