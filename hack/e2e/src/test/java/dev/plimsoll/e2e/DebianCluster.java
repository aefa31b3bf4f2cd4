package dev.plimsoll.e2e;

import io.fabric8.kubernetes.client.Config;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What hack/cluster starts on Debian 12. Left running when it ran before. */
final class DebianCluster implements Cluster {
    private final Path script;
    private final Path kubeconfig;
    private final boolean ranBefore;

    private DebianCluster(Path script, Path kubeconfig, boolean ranBefore) {
        this.script = script;
        this.kubeconfig = kubeconfig;
        this.ranBefore = ranBefore;
    }

    static DebianCluster start(Path root) {
        var script = root.resolve("hack/cluster");
        var ranBefore = Command.run(script.toString(), "status").succeeded();
        Command.run(script.toString(), "up").orFail();
        var kubeconfig = Command.run(script.toString(), "kubeconfig").orFail().strip();
        return new DebianCluster(script, Path.of(kubeconfig), ranBefore);
    }

    @Override
    public String name() {
        return "hack/cluster on this Debian machine, "
                + (ranBefore ? "which was up and stays up" : "started for these tests");
    }

    @Override
    public Config config() {
        return Config.fromKubeconfig(kubeconfig.toFile());
    }

    @Override
    public void load(List<Path> images) {
        var command = new ArrayList<>(List.of(script.toString(), "load-image"));
        images.forEach(image -> command.add(image.toString()));
        Command.run(command.toArray(String[]::new)).orFail();
    }

    @Override
    public void close() {
        if (!ranBefore) {
            Command.run(script.toString(), "down").orFail();
        }
    }
}
