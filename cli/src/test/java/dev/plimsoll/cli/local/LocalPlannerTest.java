package dev.plimsoll.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.cli.document.BadInput;
import dev.plimsoll.cli.document.DocumentReader;
import dev.plimsoll.cli.document.Found;
import dev.plimsoll.cli.document.Problem;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.operator.translate.Translation.Planned;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LocalPlannerTest {
    private static final String HTTPS_BY_SECRET =
            "{url: \"https://shop.example\", tls: {caSecretRef: {name: ca}, serverName: shop.internal}}";
    private static final Path PEM = Path.of("ca.pem");

    private final List<Problem> problems = new ArrayList<>();

    @Test
    void shouldGoElsewhereInPlainTextWhenTargetIsReplacedByHttp() throws BadInput {
        assertThat(target(HTTPS_BY_SECRET, "http://127.0.0.1:8080/base", null))
                .contains(new Target("http", "127.0.0.1", 8080, "/base", null));
    }

    @Test
    void shouldTrustTheFileWhenSpecNamesASecret() throws BadInput {
        assertThat(target(HTTPS_BY_SECRET, null, PEM))
                .contains(new Target(
                        "https",
                        "shop.example",
                        443,
                        "",
                        new Target.Tls(PEM.toAbsolutePath().toString(), "shop.internal", false)));
    }

    @Test
    void shouldTrustTheFileWhenTargetIsReplacedByHttps() throws BadInput {
        assertThat(target("{service: {name: shop, port: 80}}", "https://127.0.0.1:8443", PEM)
                        .map(Target::tls))
                .contains(new Target.Tls(PEM.toAbsolutePath().toString(), null, false));
    }

    @Test
    void shouldAskForAFileWhenSpecNamesASecretThatIsNotHere() throws BadInput {
        assertThat(target(HTTPS_BY_SECRET, null, null)).isEmpty();
        assertThat(problems).singleElement().asString().contains("spec.target.tls.caSecretRef", "--ca-file PEM");
    }

    @Test
    void shouldRefuseLikeTheOperatorWhenReplacementIsNoTarget() throws BadInput {
        assertThat(target("{url: \"http://shop.example\"}", "http://127.0.0.1:99999", null))
                .isEmpty();
        assertThat(problems).singleElement().asString().contains("spec.target.url", "99999");
    }

    @Test
    void shouldPlanForAsManyProcessesAsAskedWhenSpecSaysOtherwise() throws BadInput {
        var planned = new LocalPlanner(List.of())
                .planToRun(
                        test("{url: \"http://shop.example\"}"),
                        new LaptopValues(LaptopValues.Urls.OF_SPEC, 3, null, LaptopFiles.none()),
                        "run-1",
                        problems);

        assertThat(planned.map(Planned::shards)).contains(3);
        assertThat(planned.map(plan -> plan.plan().run())).contains("local/run-1");
    }

    private Optional<Target> target(String spec, @Nullable String replacement, @Nullable Path caFile) throws BadInput {
        return new LocalPlanner(List.of())
                .planToRun(
                        test(spec),
                        new LaptopValues(new LaptopValues.Urls(replacement, null, null), 1, caFile, LaptopFiles.none()),
                        "run-1",
                        problems)
                .map(planned -> planned.plan().target());
    }

    private static Found<LoadTest> test(String target) throws BadInput {
        var yaml = """
            apiVersion: plimsoll.dev/v1alpha1
            kind: LoadTest
            metadata: {name: shop}
            spec:
              target: %s
              load: {stages: [{duration: 1m, to: 10/s}]}
              scenarios: [{name: visit, steps: [{name: page, request: {}}]}]
              runners: {count: 4}
            """.formatted(target);
        return new DocumentReader(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .read(List.of("-"))
                .loadTests()
                .getFirst();
    }
}
