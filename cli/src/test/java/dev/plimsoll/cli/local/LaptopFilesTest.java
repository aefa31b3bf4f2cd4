package dev.plimsoll.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.api.v1alpha1.FileRef;
import dev.plimsoll.cli.document.BadInput;
import dev.plimsoll.cli.document.DocumentReader;
import dev.plimsoll.cli.document.Documents;
import dev.plimsoll.cli.document.Problem;
import dev.plimsoll.engine.contract.Auth;
import dev.plimsoll.operator.translate.Translation.Planned;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cluster has in ConfigMaps and Secrets, a laptop has in its files. */
class LaptopFilesTest {
    private static final String OBJECTS = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: users}
        data: {users.csv: "name\\nada\\n"}
        binaryData: {a.bin: AAEC}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: users}
        stringData: {plain: open sesame}
        data: {token: c2VjcmV0, broken: "%%%"}
        """;

    private static final String TEST = """
        apiVersion: plimsoll.dev/v1alpha1
        kind: LoadTest
        metadata: {name: shop}
        spec:
          target: {url: http://shop, auth: {bearer: {secretRef: {name: users}}}}
          load: {stages: [{duration: 1m, to: 10/s}]}
          data: {users: {csv: {configMapRef: {name: users, key: users.csv}}}}
          scenarios: [{name: visit, steps: [{name: page, request: {path: '/${users.name}'}}]}]
        """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "ConfigMap, users.csv, 'name\nada\n'",
        "ConfigMap, a.bin, '\u0000\u0001\u0002'",
        "Secret, plain, open sesame",
        "Secret, token, secret"
    })
    void shouldWriteAFileForItsOwnerOnlyWhenADocumentHasTheKey(FileRef.Kind kind, String key, String content)
            throws Exception {
        var file = LaptopFiles.of(Map.of(), read(OBJECTS).objects())
                .find(new FileRef(kind, "users", key), "default")
                .orElseThrow();

        assertThat(file).hasContent(content);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void shouldPreferTheFilesThatTheUserNames() throws Exception {
        var csv = Files.writeString(folder.resolve("mine.csv"), "name\n");
        var token = Files.writeString(folder.resolve("token"), "t");
        var files = LaptopFiles.of(
                Map.of("users/users.csv", csv, "users", folder), read(OBJECTS).objects());

        assertThat(files.find(new FileRef(FileRef.Kind.ConfigMap, "users", "users.csv"), "default"))
                .contains(csv);
        assertThat(files.find(new FileRef(FileRef.Kind.Secret, "users", "token"), "default"))
                .contains(token);
        assertThat(files.find(new FileRef(FileRef.Kind.Secret, "users", "plain"), "default"))
                .get()
                .satisfies(file -> assertThat(file).hasContent("open sesame"));
    }

    @ParameterizedTest
    @CsvSource({
        "users/users.csv, no.csv, --file: no.csv is no file that can be read",
        "users, no-folder, --file: no-folder is no folder that can be read"
    })
    void shouldRefuseWhenANamedFileCannotBeRead(String name, Path file, String said) {
        assertThatThrownBy(() -> LaptopFiles.of(Map.of(name, file), List.of()))
                .isInstanceOfSatisfying(
                        BadInput.class, e -> assertThat(e.lines().getFirst()).startsWith(said));
    }

    @Test
    void shouldPlanWithFilesWhenObjectsStandBesideTheLoadTest() throws Exception {
        var documents = read(OBJECTS + "---\n" + TEST);
        var plan = plan(documents, new ArrayList<>()).orElseThrow().plan();

        assertThat(Path.of(plan.data().getFirst().path())).hasContent("name\nada\n");
        assertThat(plan.target().auth())
                .isInstanceOfSatisfying(
                        Auth.Bearer.class,
                        bearer -> assertThat(Path.of(bearer.tokenFile())).hasContent("secret"));
    }

    @Test
    void shouldSayWhatToDoForEachThatIsMissing() throws Exception {
        var problems = new ArrayList<Problem>();
        assertThat(plan(read(TEST), problems)).isEmpty();
        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "(stdin):5: LoadTest shop: spec.target.auth.bearer.secretRef: names the Secret users of a"
                            + " cluster, which this machine does not have; add it to the files, or name a file for it,"
                            + " with --file users/token=PATH",
                        "(stdin):7: LoadTest shop: spec.data.users.csv.configMapRef: names the ConfigMap users of a"
                            + " cluster, which this machine does not have; add it to the files, or name a file for it,"
                            + " with --file users/users.csv=PATH");
    }

    @Test
    void shouldNameTheKeysThatThereAreWhenOneIsMissing() throws Exception {
        var problems = new ArrayList<Problem>();
        var elsewhere = OBJECTS.replace("token: c2VjcmV0", "key: c2VjcmV0");
        assertThat(plan(read(elsewhere + "---\n" + TEST), problems)).isEmpty();
        assertThat(problems)
                .singleElement()
                .asString()
                .contains("names the Secret users, which has no readable key token in (stdin) (it has key, broken,"
                        + " plain)");
    }

    private static Optional<Planned> plan(Documents documents, List<Problem> problems) throws BadInput {
        var values =
                new LaptopValues(LaptopValues.Urls.OF_SPEC, 1, null, LaptopFiles.of(Map.of(), documents.objects()));
        return new LocalPlanner(List.of()).planToRun(documents.loadTests().getFirst(), values, "run-1", problems);
    }

    private static Documents read(String yaml) throws BadInput, IOException {
        return new DocumentReader(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).read(List.of("-"));
    }
}
