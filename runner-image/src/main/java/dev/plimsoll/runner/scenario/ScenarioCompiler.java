package dev.plimsoll.runner.scenario;

import dev.plimsoll.engine.contract.Condition;
import dev.plimsoll.engine.contract.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lays the steps of one scenario out as a flat row of operations. */
final class ScenarioCompiler {
    /** Compiles one request. */
    interface Requests {
        /**
         * Compiles it.
         *
         * @param followed whether the session may send another request after it
         */
        CompiledStep compile(Step.Request request, boolean followed);
    }

    /** Stands where an operation will be that cannot be known yet. */
    private static final Operation PENDING = new Action.End();

    private final List<Operation> operations = new ArrayList<>();
    private final SortedMap<Integer, Step.Request> requests = new TreeMap<>();
    private int counters;

    private ScenarioCompiler() {}

    static CompiledScenario compile(List<Step> steps, Requests compiler) {
        var layout = new ScenarioCompiler();
        layout.lay(steps);
        layout.add(new Action.End());
        var compiled = new ArrayList<>(layout.operations);
        layout.requests.forEach((place, request) ->
                compiled.set(place, compiler.compile(request, layout.sendsFrom(place + 1, new HashSet<>()))));
        return new CompiledScenario(compiled, layout.counters);
    }

    private void lay(List<Step> steps) {
        for (var step : steps) {
            switch (step) {
                case Step.Request request -> requests.put(add(PENDING), request);
                case Step.Rest rest -> add(new Action.Rest(rest.pause()));
                case Step.Repeat repeat -> layLoop(repeat.times(), null, repeat.steps());
                case Step.While loop -> layLoop(loop.limit(), loop.condition(), loop.steps());
                case Step.If branch -> layBranch(branch.condition(), branch.steps());
            }
        }
    }

    private void layLoop(int times, @Nullable Condition condition, List<Step> steps) {
        int counter = counters++;
        add(new Operation.Enter(counter));
        int begin = add(PENDING);
        int test = condition == null ? begin : add(PENDING);
        lay(steps);
        add(new Operation.Jump(begin));
        int exit = operations.size();
        operations.set(begin, new Operation.Loop(counter, times, exit));
        if (condition != null) {
            operations.set(test, new Operation.Branch(CompiledCondition.of(condition), exit));
        }
    }

    private void layBranch(Condition condition, List<Step> steps) {
        int test = add(PENDING);
        lay(steps);
        operations.set(test, new Operation.Branch(CompiledCondition.of(condition), operations.size()));
    }

    private int add(Operation operation) {
        operations.add(operation);
        return operations.size() - 1;
    }

    /** Whether a way leads from a place to a request. */
    private boolean sendsFrom(int from, Set<Integer> seen) {
        for (int place = from; seen.add(place); place++) {
            if (requests.containsKey(place)) {
                return true;
            }
            switch (operations.get(place)) {
                case Operation.Enter _, Action.Rest _, CompiledStep _ -> {}
                case Operation.Loop loop -> {
                    if (sendsFrom(loop.exit(), seen)) {
                        return true;
                    }
                }
                case Operation.Branch branch -> {
                    if (sendsFrom(branch.otherwise(), seen)) {
                        return true;
                    }
                }
                case Operation.Jump jump -> place = jump.to() - 1;
                case Action.End _ -> {
                    return false;
                }
            }
        }
        return false;
    }
}
