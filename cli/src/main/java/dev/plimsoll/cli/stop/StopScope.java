package dev.plimsoll.cli.stop;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.cli.document.BadInput;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whose load is to end. */
public sealed interface StopScope {
    /**
     * Of the cluster.
     *
     * @param operators namespace of the operator, which has the switch for all
     */
    record All(String operators) implements StopScope {}

    /** Of a namespace. */
    record InNamespace(String namespace) implements StopScope {}

    /** Of a LoadTest; or one run, when there is no LoadTest of this name. */
    record Named(String namespace, String name) implements StopScope {}

    /**
     * What the command line says.
     *
     * @throws BadInput unless it says exactly one of them
     */
    static StopScope parse(boolean all, @Nullable String namespace, @Nullable String name, String operators)
            throws BadInput {
        int said = (all ? 1 : 0) + (namespace == null ? 0 : 1) + (name == null ? 0 : 1);
        if (said != 1) {
            throw new BadInput((said == 0 ? "nothing says whose load is meant" : "only one of these can be meant")
                    + ": --all, -n NAMESPACE, or NAMESPACE/NAME of a LoadTest or LoadTestRun");
        }
        if (all) {
            return new All(operators);
        }
        if (namespace != null) {
            return new InNamespace(namespace);
        }
        var parts = Objects.requireNonNull(name).split("/", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw new BadInput(
                    "\"" + name + "\": is no NAMESPACE/NAME; write shop/checkout, or -n shop for all in shop");
        }
        return new Named(parts[0], parts[1]);
    }

    /** Where its runs are; null for all namespaces. */
    default @Nullable String namespace() {
        return switch (this) {
            case All _ -> null;
            case InNamespace(var namespace) -> namespace;
            case Named named -> named.namespace;
        };
    }

    /** Whether a run in its namespace is meant. */
    default boolean contains(LoadTestRun run) {
        return switch (this) {
            case All _ -> true;
            case InNamespace _ -> true;
            case Named named ->
                named.name.equals(run.getSpec().loadTest())
                        || named.name.equals(run.getMetadata().getName());
        };
    }

    /** For people. */
    default String text() {
        return switch (this) {
            case All _ -> "the cluster";
            case InNamespace(var namespace) -> "namespace " + namespace;
            case Named named -> named.namespace + "/" + named.name;
        };
    }
}
