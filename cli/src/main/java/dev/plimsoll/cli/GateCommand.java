package dev.plimsoll.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.api.v1alpha1.GateAction;
import dev.plimsoll.cli.document.BadInput;
import dev.plimsoll.cli.gate.ClusterAccess;
import dev.plimsoll.cli.gate.GateVerdicts;
import dev.plimsoll.cli.gate.Patience;
import dev.plimsoll.cli.gate.Question;
import dev.plimsoll.cli.gate.Undecided;
import dev.plimsoll.cli.local.Interruption;
import dev.plimsoll.cli.show.GateText;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.MalformedQuantityException;
import dev.plimsoll.operator.gate.GateAnswer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Waits for the verdict of a gate on a cluster. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        description =
                "Asks the cluster whether a revision may ship: has it tested unless it was, waits for the verdict,"
                        + " and ends with it.",
        footer = {
            "",
            "The cluster is that of the kubeconfig, or in a pod its own.",
            "Exit codes: 0 Promote, 1 Abort, 2 bad input, 3 Pause or no verdict in time, 130 Ctrl-C.",
            "Examples:",
            "  plimsoll gate shop/checkout --revision v42",
            "  plimsoll gate shop/checkout --revision 5d9c --rollout Rollout/checkout --baseline 7f4b --timeout 30m",
            "  plimsoll gate shop/checkout"
        })
final class GateCommand implements Callable<Integer> {
    private final Surroundings around;
    private final Supplier<KubernetesClient> cluster;

    @Parameters(paramLabel = "NAMESPACE/NAME", description = "The LoadTest that is the gate.")
    private String name = "";

    @Nullable
    @Option(
            names = "--revision",
            paramLabel = "REVISION",
            description = "What shall ship: its pod-template hash, or what else it is called. Default: the LoadTest's"
                    + " latest run is waited for.")
    private String revision;

    @Nullable
    @Option(
            names = "--rollout",
            paramLabel = "KIND/NAME",
            description = "What rolls it out, such as Rollout/checkout. Default: what the LoadTest says.")
    private String rollout;

    @Nullable
    @Option(
            names = "--baseline",
            paramLabel = "HASH",
            description = "Pod-template hash of what serves now; the two are compared then.")
    private String baseline;

    @Nullable
    @Option(
            names = "--attempt",
            paramLabel = "N",
            description = "Test the revision for the nth time. Default: once, and later the same verdict.")
    private Long attempt;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "1h",
            description = "How long to wait. Default: 1h.")
    private String timeout = "1h";

    @Option(names = "--json", description = "Print the answer as JSON on standard output, and nothing else there.")
    private boolean json;

    GateCommand(Surroundings around, Supplier<KubernetesClient> cluster) {
        this.around = around;
        this.cluster = cluster;
    }

    /** Asks the cluster that this machine knows. */
    static GateCommand ofProcess(Surroundings around) {
        return new GateCommand(around, ClusterAccess::client);
    }

    @Override
    public Integer call() throws InterruptedException {
        try (var interruption = Interruption.listen()) {
            return answer(interruption).number();
        }
    }

    /** As {@link #call}, with somebody else's Ctrl-C. */
    ExitCode answer(Interruption interruption) throws InterruptedException {
        try {
            var question = Question.parse(name, revision, rollout, baseline, attempt);
            return answer(question, new Patience(timeout(), System::nanoTime, interruption));
        } catch (BadInput e) {
            return around.refuse(e.lines());
        }
    }

    private ExitCode answer(Question question, Patience patience) throws BadInput, InterruptedException {
        try (var client = open()) {
            var answer =
                    new GateVerdicts(client, patience, new GateText.Progress(around.err()::println)).answer(question);
            show(answer);
            return exitCode(answer);
        } catch (Undecided e) {
            show(e.answer(question));
            return e.isInterrupted() ? ExitCode.INTERRUPTED : ExitCode.INCONCLUSIVE;
        }
    }

    private KubernetesClient open() throws BadInput {
        try {
            return cluster.get();
        } catch (ClusterAccess.Unknown e) {
            throw new BadInput(e.getMessage());
        }
    }

    private static ExitCode exitCode(GateAnswer answer) {
        return switch (GateAction.valueOf(answer.decision())) {
            case Promote -> ExitCode.PASS;
            case Abort -> ExitCode.FAIL;
            case Pause -> ExitCode.INCONCLUSIVE;
        };
    }

    private void show(GateAnswer answer) {
        if (!json) {
            new GateText(around.outStyle()).lines(answer).forEach(around.out()::println);
            return;
        }
        try {
            around.out().println(new ObjectMapper().writeValueAsString(answer));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Duration timeout() throws BadInput {
        try {
            long nanos = Durations.parse(timeout);
            if (nanos == 0) {
                throw new BadInput("--timeout: \"" + timeout + "\" is no time at all; write one such as 30m");
            }
            return Duration.ofNanos(nanos);
        } catch (MalformedQuantityException e) {
            throw new BadInput("--timeout: " + e.getMessage());
        }
    }
}
