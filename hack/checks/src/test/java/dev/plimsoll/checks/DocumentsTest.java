package dev.plimsoll.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cli.document.BadInput;
import dev.plimsoll.cli.document.DocumentReader;
import dev.plimsoll.cli.document.Problem;
import dev.plimsoll.cli.local.LocalPlanner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents and examples say what is so. */
class DocumentsTest {
    private static final Tree TREE = Tree.around();
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern TEST_OPTION = Pattern.compile("-pl (\\S+)(?: -am)? -Dtest='?([A-Za-z*]+)'?");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```yaml\\n(.*?)^```");

    @Test
    void shouldPointToFilesThatExistWhenDocumentsLink() throws IOException {
        var broken = new ArrayList<String>();
        for (var document : TREE.files(".md")) {
            var links = LINK.matcher(Files.readString(document));
            while (links.find()) {
                var target = links.group(1).replaceFirst("#.*", "");
                var local = !target.isEmpty() && !target.contains("://") && !target.startsWith("mailto:");
                if (local && !Files.exists(document.resolveSibling(target))) {
                    broken.add(TREE.name(document) + " → " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void shouldNameTestsThatExistWhenDocumentsRunSome() throws IOException {
        var tests = TREE.files("Test.java", "IT.java", "E2E.java").stream()
                .map(TREE::name)
                .toList();
        var unknown = new ArrayList<String>();
        for (var document : TREE.files(".md")) {
            var commands = TEST_OPTION.matcher(Files.readString(document));
            while (commands.find()) {
                var module = commands.group(1) + "/";
                var name = commands.group(2).replace("*", "[A-Za-z]*");
                if (tests.stream()
                        .noneMatch(test -> test.startsWith(module) && test.matches(".*/" + name + "\\.java"))) {
                    unknown.add(TREE.name(document) + " → " + commands.group());
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldRunOnAClusterWhenItIsAnExample(String folder) throws BadInput {
        var documents = new DocumentReader(InputStream.nullInputStream())
                .read(List.of(TREE.root().resolve(folder).toString()));
        var problems = new ArrayList<Problem>();
        var planner = new LocalPlanner(documents.budgets());
        documents.loadTests().forEach(test -> planner.plan(test, problems));

        assertThat(documents.loadTests()).isNotEmpty();
        assertThat(problems).isEmpty();
    }

    /** Folders of examples that have a LoadTest. */
    static Stream<String> examples() throws IOException {
        return Tree.around().files(".yaml", ".yml").stream()
                .filter(file -> file.startsWith(TREE.root().resolve("examples")))
                .filter(DocumentsTest::hasLoadTest)
                .map(Path::getParent)
                .map(TREE::name)
                .distinct();
    }

    @Test
    void shouldBeAcceptedWhenADocumentShowsAWholeResource() throws IOException {
        var refused = new ArrayList<String>();
        for (var document : TREE.files(".md")) {
            var blocks = FENCED.matcher(Files.readString(document));
            while (blocks.find()) {
                var yaml = blocks.group(1);
                if (yaml.startsWith("apiVersion: plimsoll.dev/")) {
                    refused.addAll(refusals(TREE.name(document), yaml));
                }
            }
        }
        assertThat(refused).isEmpty();
    }

    /** Each block is a part of a LoadTest; the rest of one is put around it. */
    @Test
    void shouldPlanWhatThePageOfScenariosShows() throws IOException, BadInput {
        var blocks = FENCED.matcher(Files.readString(TREE.root().resolve("docs/scenarios.md")));
        int planned = 0;
        while (blocks.find()) {
            if (!blocks.group(1).contains("kind: PerformanceBudget")) {
                var stdin = new ByteArrayInputStream(whole(blocks.group(1)).getBytes(StandardCharsets.UTF_8));
                var documents = new DocumentReader(stdin).read(List.of("-"));
                var problems = new ArrayList<Problem>();
                new LocalPlanner(List.of()).plan(documents.loadTests().getFirst(), problems);
                assertThat(problems).as(blocks.group(1)).isEmpty();
                planned++;
            }
        }
        assertThat(planned).isGreaterThan(10);
    }

    private static String whole(String part) {
        if (part.startsWith("apiVersion: ")) {
            return part;
        }
        var parts = new LinkedHashMap<>(Map.of(
                "target", "target: {url: http://shop}\n",
                "load", "load: {stages: [{duration: 5m, to: 50/s}]}\n",
                "data", "data: {users: {csv: {configMapRef: {name: users, key: users.csv}}}}\n",
                "scenarios", "scenarios: [{name: a, steps: [{name: b, request: {}}]}]\n"));
        var field = part.substring(0, part.indexOf(':'));
        if (field.equals("steps")) {
            parts.put("scenarios", "scenarios:\n  - name: a\n" + part.indent(4));
        } else {
            parts.put(field, part);
        }
        return "apiVersion: plimsoll.dev/v1alpha1\nkind: LoadTest\nmetadata: {name: shop}\nspec:\n"
                + String.join("", parts.values()).indent(2);
    }

    private static List<String> refusals(String document, String yaml) {
        try {
            var stdin = new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
            new DocumentReader(stdin).read(List.of("-"));
            return List.of();
        } catch (BadInput e) {
            return e.lines().stream().map(line -> document + ": " + line).toList();
        }
    }

    private static boolean hasLoadTest(Path file) {
        try {
            return Files.readString(file).contains("kind: LoadTest\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
