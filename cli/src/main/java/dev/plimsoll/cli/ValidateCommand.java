package dev.plimsoll.cli;

import dev.plimsoll.cli.document.BadInput;
import dev.plimsoll.cli.document.DocumentReader;
import dev.plimsoll.cli.document.Documents;
import dev.plimsoll.cli.document.Problem;
import dev.plimsoll.cli.local.LocalPlanner;
import dev.plimsoll.cli.show.PlanText;
import dev.plimsoll.operator.translate.BudgetRules;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says whether files can run, and what they would do, without doing it. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Checks files as a cluster would, and prints the plan of each LoadTest.",
        footer = {
            "",
            "Exit codes: 0 all is well, 2 something must be mended.",
            "Example: plimsoll validate examples/quickstart"
        })
final class ValidateCommand implements Callable<Integer> {
    private final Surroundings around;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "YAML files, folders, or - for standard input.")
    private List<String> files = List.of();

    ValidateCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        try {
            validate(new DocumentReader(around.in()).read(files));
            return ExitCode.PASS.number();
        } catch (BadInput e) {
            return around.refuse(e.lines()).number();
        }
    }

    private void validate(Documents documents) throws BadInput {
        var problems = new ArrayList<Problem>();
        var lines = new ArrayList<String>();
        for (var budget : documents.budgets()) {
            BudgetRules.check(budget.resource().getSpec())
                    .forEach(problem -> problems.add(budget.document()
                            .problem(problem.field(), LocalPlanner.quoted(problem.value()) + problem.message())));
            lines.add("PerformanceBudget " + budget.name() + ": "
                    + budget.resource().getSpec().objectives().size() + " objectives");
        }
        var planner = new LocalPlanner(documents.budgets());
        for (var test : documents.loadTests()) {
            planner.plan(test, problems).ifPresent(planned -> {
                lines.add("LoadTest " + PlanText.headline(test.name(), planned));
                lines.addAll(PlanText.lines(planned));
                PlanText.schedule(test.resource().getSpec().schedule()).ifPresent(lines::add);
                PlanText.gate(test.resource().getSpec().gate()).ifPresent(lines::add);
            });
        }
        documents.runs().forEach(run -> lines.add(run.document().title() + ": well formed"));
        if (!problems.isEmpty()) {
            throw BadInput.of(problems.stream().distinct().toList());
        }
        if (lines.isEmpty()) {
            throw new BadInput("there is no LoadTest, LoadTestRun or PerformanceBudget in " + String.join(", ", files));
        }
        documents.notes().forEach(around.err()::println);
        lines.forEach(around.out()::println);
    }
}
