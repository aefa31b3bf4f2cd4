package dev.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFinderTest {
    private static final Cluster DOCKER = new NamedCluster("docker");
    private static final Cluster DEBIAN = new NamedCluster("debian");

    @Test
    void shouldPreferTheNamedKubeconfig(@TempDir Path folder) throws IOException {
        var kubeconfig = Files.writeString(folder.resolve("config"), "");

        var found = finder(Map.of(GivenCluster.KUBECONFIG, kubeconfig.toString()), true, true)
                .find();

        assertThat(found).isEqualTo(new GivenCluster(kubeconfig, false));
    }

    @Test
    void shouldFailAndNotTryOthersWhenTheNamedKubeconfigIsMissing() {
        var finder = finder(Map.of(GivenCluster.KUBECONFIG, "/nowhere/config"), true, true);

        assertThatThrownBy(finder::find).hasMessageContaining("/nowhere/config");
    }

    @Test
    void shouldPreferDockerToTheMachineItself() {
        assertThat(finder(Map.of(), true, true).find()).isSameAs(DOCKER);
    }

    @Test
    void shouldUseTheMachineWhenThereIsNoDocker() {
        assertThat(finder(Map.of(), false, true).find()).isSameAs(DEBIAN);
    }

    @Test
    void shouldSayWhatToDoWhenThereIsNone() {
        assertThatThrownBy(finder(Map.of(), false, false)::find)
                .hasMessageContaining(GivenCluster.KUBECONFIG)
                .hasMessageContaining("Docker")
                .hasMessageContaining("root on Debian 12");
    }

    @Test
    void shouldAskForImagesWhenAGivenClusterMayLackThem() {
        var cluster = new GivenCluster(Path.of("config"), false);

        assertThatThrownBy(() -> cluster.load(List.of(Path.of("runner.tar"))))
                .hasMessageContaining("runner.tar")
                .hasMessageContaining(GivenCluster.IMAGES_LOADED);
    }

    private static ClusterFinder finder(Map<String, String> environment, boolean docker, boolean debian) {
        return new ClusterFinder(environment, () -> docker, () -> DOCKER, () -> debian, () -> DEBIAN);
    }

    private record NamedCluster(String name) implements Cluster {
        @Override
        public Config config() {
            throw new AssertionError("not asked for");
        }

        @Override
        public void load(List<Path> images) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void close() {
            throw new AssertionError("not asked for");
        }
    }
}
