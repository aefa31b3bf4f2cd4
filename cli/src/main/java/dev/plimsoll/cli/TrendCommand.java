package dev.plimsoll.cli;

import dev.plimsoll.api.v1alpha1.Formats;
import dev.plimsoll.cli.document.BadInput;
import dev.plimsoll.cli.gate.ClusterAccess;
import dev.plimsoll.cli.show.TrendText;
import dev.plimsoll.cli.trend.ClusterNights;
import dev.plimsoll.cli.trend.ResultNights;
import dev.plimsoll.cli.trend.TestTrend;
import dev.plimsoll.cli.trend.TrendJson;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how objectives went over the nights. */
@Command(
        name = "trend",
        mixinStandardHelpOptions = true,
        description =
                "Shows how objectives went over the nights: where values changed, whether they drift, and how much of"
                        + " what is allowed was used up.",
        footer = {
            "",
            "A trend warns and is no verdict: what became worse ends with 0, as Warn does.",
            "Exit codes: 0 the trend is shown, 2 bad input, 3 there are no nights yet.",
            "Examples:",
            "  plimsoll trend shop/checkout",
            "  plimsoll trend plimsoll-results/",
            "  plimsoll trend monday/ tuesday/ wednesday/ --json"
        })
final class TrendCommand implements Callable<Integer> {
    private final Surroundings around;
    private final Supplier<KubernetesClient> cluster;

    @Parameters(
            paramLabel = "NAMESPACE/NAME|FOLDER",
            arity = "1..*",
            description =
                    "A LoadTest or a PerformanceBudget of the cluster; or folders that run left, or a folder with such"
                            + " folders.")
    private List<String> names = List.of();

    @Nullable
    @Option(names = "--budget", paramLabel = "NAME", description = "Only objectives of this budget. Default: all.")
    private String budget;

    @Option(names = "--json", description = "Print the trend as JSON on standard output, and nothing else there.")
    private boolean json;

    TrendCommand(Surroundings around, Supplier<KubernetesClient> cluster) {
        this.around = around;
        this.cluster = cluster;
    }

    /** Asks the cluster that this machine knows. */
    static TrendCommand ofProcess(Surroundings around) {
        return new TrendCommand(around, ClusterAccess::client);
    }

    @Override
    public Integer call() {
        try {
            var trends = trends();
            show(trends);
            boolean anything =
                    trends.stream().anyMatch(trend -> !trend.objectives().isEmpty());
            return (anything ? ExitCode.PASS : ExitCode.INCONCLUSIVE).number();
        } catch (BadInput e) {
            return around.refuse(e.lines()).number();
        }
    }

    private List<TestTrend> trends() throws BadInput {
        var first = names.getFirst();
        var parts = first.split("/", -1);
        boolean ofCluster = names.size() == 1
                && !Files.exists(Path.of(first))
                && parts.length == 2
                && parts[0].matches(Formats.OBJECT_NAME)
                && parts[1].matches(Formats.OBJECT_NAME);
        if (!ofCluster) {
            return ResultNights.read(names, budget);
        }
        try (var client = cluster.get()) {
            return new ClusterNights(client).read(parts[0], parts[1], budget);
        } catch (ClusterAccess.Unknown e) {
            throw new BadInput(first + ": there is no such folder, and as NAMESPACE/NAME: " + e.getMessage());
        }
    }

    private void show(List<TestTrend> trends) {
        if (json) {
            around.out().print(TrendJson.of(trends).text());
            around.out().flush();
            return;
        }
        if (trends.isEmpty()) {
            around.out()
                    .println("no LoadTest was judged by this budget yet; a trend begins with the first night that is");
        }
        var text = new TrendText(around.outStyle());
        for (int i = 0; i < trends.size(); i++) {
            if (i > 0) {
                around.out().println();
            }
            text.lines(trends.get(i)).forEach(around.out()::println);
        }
    }
}
