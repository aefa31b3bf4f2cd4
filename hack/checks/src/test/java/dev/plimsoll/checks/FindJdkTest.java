package dev.plimsoll.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code hack/find-jdk} with a home and a path of the test's own. */
class FindJdkTest {
    @TempDir
    Path home;

    private Path tools = Path.of("");

    /** What the script needs, and no java. */
    @BeforeEach
    void tools() throws IOException {
        tools = Files.createDirectory(home.resolve("tools"));
        for (var tool : new String[] {"dirname", "readlink", "sed"}) {
            Script.write(tools.resolve(tool), "exec " + Script.find(tool) + " \"$@\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".sdkman/candidates/java/25",
                ".jdks/25",
                ".m2/jdks/25",
                ".gradle/jdks/25",
                ".gradle/jdks/25/Contents/Home",
                ".jbang/cache/jdks/25",
                ".jenv/versions/25",
                ".jabba/jdk/25",
                ".asdf/installs/java/25"
            })
    void shouldFindItWhereMavenDoes(String folder) throws Exception {
        var jdk = jdk(folder, 25);

        assertThat(find(Map.of())).isEqualTo(jdk.toString());
    }

    @Test
    void shouldTakeTheOneOnThePathWhenJavaHomeIsTooOld() throws Exception {
        var old = jdk("old", 17);
        var jdk = jdk("new", 26);

        assertThat(find(Map.of("JAVA_HOME", old.toString(), "PATH", jdk + "/bin:" + tools)))
                .isEqualTo(jdk.toString());
    }

    @Test
    void shouldLeaveOutWhatCannotCompile() throws Exception {
        var jre = jdk("jre", 25);
        Files.delete(jre.resolve("bin/javac"));
        var jdk = jdk(".jdks/25", 25);

        assertThat(find(Map.of("JAVA_HOME", jre.toString()))).isEqualTo(jdk.toString());
        assertThat(find(Map.of("PATH", jre + "/bin:" + tools))).isEqualTo(jdk.toString());
    }

    private String find(Map<String, String> environment) throws Exception {
        var script = new Script(Script.find("bash").toString(), Tree.around().root() + "/hack/find-jdk");
        script.environment().clear();
        script.environment().putAll(Map.of("HOME", home.toString(), "PATH", tools.toString()));
        script.environment().putAll(environment);
        return script.run().out().strip();
    }

    private Path jdk(String folder, int version) throws IOException {
        var jdk = home.resolve(folder);
        Script.write(jdk.resolve("bin/java"), "exit 1");
        Script.write(jdk.resolve("bin/javac"), "exit 1");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
        return jdk;
    }
}
