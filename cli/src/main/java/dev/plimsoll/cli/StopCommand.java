package dev.plimsoll.cli;

import dev.plimsoll.cli.document.BadInput;
import dev.plimsoll.cli.gate.ClusterAccess;
import dev.plimsoll.cli.stop.LoadEnd;
import dev.plimsoll.cli.stop.OperatorLease;
import dev.plimsoll.cli.stop.StopAnnotation;
import dev.plimsoll.cli.stop.StopScope;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The kill switch of a cluster, by hand. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description =
                "Ends all load on the cluster, in a namespace, of a LoadTest or of one run, at once; and keeps new"
                        + " load from beginning there until --undo.",
        footer = {
            "",
            "The cluster is that of the kubeconfig, or in a pod its own.",
            "Exit codes: 0 nothing sends any more, 1 something still may, 2 bad input, 3 the API server does not"
                    + " answer.",
            "Examples:",
            "  plimsoll stop --all --reason 'the database is on fire'",
            "  plimsoll stop -n shop",
            "  plimsoll stop shop/checkout",
            "  plimsoll stop --all --undo"
        })
final class StopCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Surroundings around;
    private final Supplier<KubernetesClient> cluster;
    private final Duration patience;

    @Nullable
    @Parameters(
            arity = "0..1",
            paramLabel = "NAMESPACE/NAME",
            description = "A LoadTest, or a LoadTestRun when there is no LoadTest of this name.")
    private String name;

    @Option(names = "--all", description = "All load on the cluster.")
    private boolean all;

    @Nullable
    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "All load of the tests in a namespace.")
    private String namespace;

    @Nullable
    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why, for those who wonder. Default: by whom and when.")
    private String reason;

    @Option(names = "--undo", description = "Let load begin again there.")
    private boolean undo;

    @Option(
            names = "--operator-namespace",
            paramLabel = "NAMESPACE",
            defaultValue = "plimsoll-system",
            description = "Where the operator is. Default: plimsoll-system.")
    private String operators = "plimsoll-system";

    StopCommand(Surroundings around, Supplier<KubernetesClient> cluster, Duration patience) {
        this.around = around;
        this.cluster = cluster;
        this.patience = patience;
    }

    /** Of the cluster that this machine knows. */
    static StopCommand ofProcess(Surroundings around) {
        return new StopCommand(around, ClusterAccess::client, PATIENCE);
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            var scope = StopScope.parse(all, namespace, name, operators);
            if (reason != null && reason.isBlank()) {
                throw new BadInput("--reason: \"" + reason + "\": says nothing; write why, or leave it out");
            }
            try (var client = cluster.get()) {
                return (undo ? undo(client, scope) : stop(client, scope)).number();
            }
        } catch (BadInput e) {
            return around.refuse(e.lines()).number();
        } catch (ClusterAccess.Unknown e) {
            around.err().println(e.getMessage());
            return ExitCode.BAD_INPUT.number();
        } catch (KubernetesClientException e) {
            around.err().println("the API server does not do it: " + e.getMessage() + "; try again");
            return ExitCode.INCONCLUSIVE.number();
        }
    }

    private ExitCode undo(KubernetesClient client, StopScope scope) throws BadInput {
        around.out()
                .println(new StopAnnotation(client)
                        .takeAway(scope)
                        .map(why -> "load may begin again in " + scope.text() + "; it was stopped: " + why)
                        .orElseGet(() -> "nothing had stopped " + scope.text()));
        return ExitCode.PASS;
    }

    private ExitCode stop(KubernetesClient client, StopScope scope) throws BadInput, InterruptedException {
        long since = System.nanoTime();
        var where = new StopAnnotation(client).put(scope, why());
        around.out().println("stopped by an annotation of " + where + "; --undo takes it away");
        var lease = new OperatorLease(client, operators, around.clock());
        var trouble = lease.trouble();
        trouble.ifPresent(down -> around.err().println(down + ": nobody tells runners to stop"));
        try (var end = new LoadEnd(client, scope, System::nanoTime, around.out()::println)) {
            if (end.await(since, patience)) {
                around.out().println("nothing sends any more in " + scope.text());
                return ExitCode.PASS;
            }
            tellWhatIsLeft(end, trouble.or(lease::trouble).orElse(null));
            return ExitCode.FAIL;
        } catch (KubernetesClientException e) {
            around.err().println("whether anything still sends cannot be seen: " + e.getMessage());
            return ExitCode.INCONCLUSIVE;
        }
    }

    private void tellWhatIsLeft(LoadEnd end, @Nullable String trouble) {
        around.err()
                .println("after " + patience.toSeconds() + " s these may still send; "
                        + (trouble == null
                                ? "the operator's log says why"
                                : trouble + ", and runners that lost it end by themselves after 60 s")
                        + ". To end them without it:");
        for (var run : end.left()) {
            around.err()
                    .println("  kubectl -n " + run.getMetadata().getNamespace() + " delete job "
                            + run.getMetadata().getName());
        }
    }

    private String why() {
        return reason != null
                ? reason
                : "plimsoll stop by " + System.getProperty("user.name", "somebody") + ", "
                        + around.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
