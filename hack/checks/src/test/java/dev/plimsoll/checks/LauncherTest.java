package dev.plimsoll.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./plimsoll} in a tree of the test's own, with a Maven that copies one jar and a Java that waits for its input.
 */
class LauncherTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path tree;

    @BeforeEach
    void aTree() throws IOException {
        Files.createDirectories(tree.resolve("cli"));
        Files.copy(Tree.around().root().resolve("plimsoll"), tree.resolve("plimsoll"));
        Script.write(tree.resolve("hack/find-jdk"), "echo " + tree.resolve("jdk"));
        Script.write(tree.resolve("jdk/bin/java"), "[[ $* == *' validate '* ]] || { echo \"$@\"; read -r _ || true; }");
        Script.write(tree.resolve("bin/mvn"), """
            for argument; do [[ $argument == -Dplimsoll.app=* ]] && app=${argument#*=}; done
            echo >> builds
            mkdir -p cli/target
            cp version "$app/library-$(< version).jar"
            touch cli/target/plimsoll-cli.jar
            """);
        write("version", "1");
        write("pom.xml", "");
    }

    @Test
    void shouldRunWithoutTheJarsOfAnOlderVersion() throws Exception {
        assertThat(plimsoll().run().exitCode()).isZero();
        write("version", "2");
        write("pom.xml", "changed");
        var ended = plimsoll().run();

        assertThat(ended.exitCode()).as(ended.out()).isZero();
        assertThat(jars()).containsExactlyInAnyOrder("library-2.jar", "plimsoll-cli.jar");
    }

    @Test
    void shouldNotBuildAgainWhenNothingChanged() throws Exception {
        plimsoll().run();
        plimsoll().run();

        assertThat(tree.resolve("builds")).hasContent("\n");
    }

    @Test
    void shouldLeaveItsJarsToARunThatStillRuns() throws Exception {
        var live = plimsoll().start();
        await().atMost(PATIENCE).until(() -> live.inputReader().ready());
        write("version", "2");
        write("pom.xml", "changed");
        plimsoll().run();
        assertThat(jars()).contains("library-1.jar", "library-2.jar");

        Script.end(live);
        write("version", "3");
        write("pom.xml", "changed again");
        plimsoll().run();
        assertThat(jars()).containsExactlyInAnyOrder("library-3.jar", "plimsoll-cli.jar");
    }

    @Test
    void shouldBuildOnceWhenTwoStartAtOnce() throws Exception {
        var one = plimsoll().start();
        var other = plimsoll().start();

        assertThat(Script.end(one).exitCode()).isZero();
        assertThat(Script.end(other).exitCode()).isZero();
        assertThat(tree.resolve("builds")).hasContent("\n");
    }

    /** Maven catches the signal and ends by itself, so that a shell does not know that there was one. */
    @Test
    void shouldEndLikeAnyInterruptedCommandWhenCtrlCIsPressedWhileItBuilds() throws Exception {
        Script.write(tree.resolve("bin/mvn"), "trap 'exit 130' INT; touch builds; while :; do sleep 0.1; done");
        var process = plimsoll().start();
        await().atMost(PATIENCE).until(() -> Files.exists(tree.resolve("builds")));

        new Script("kill", "-INT", "--", "-" + process.pid()).run(); // to the group, as a terminal does

        var ended = Script.end(process);
        assertThat(ended.exitCode()).as(ended.out()).isEqualTo(130);
        assertThat(ended.out()).doesNotContain("the build failed");
    }

    /** In a group of its own, in which Ctrl-C is not ignored as it is for what runs in the background. */
    private Script plimsoll() {
        var script = new Script("setsid", "env", "--default-signal=INT", tree.resolve("plimsoll") + "", "run");
        script.environment().merge("PATH", "", (path, _) -> tree.resolve("bin") + ":" + path);
        return script;
    }

    private List<String> jars() throws IOException {
        try (var files = Files.walk(tree.resolve("cli/target/apps"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(tree.resolve(file), text);
    }
}
