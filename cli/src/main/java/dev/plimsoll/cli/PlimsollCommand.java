package dev.plimsoll.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a subcommand: it only tells which there are. */
@Command(
        name = "plimsoll",
        mixinStandardHelpOptions = true,
        versionProvider = PlimsollCommand.Version.class,
        description = "Load tests and performance budgets, on this machine and on Kubernetes.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plimsoll demo",
            "  plimsoll validate shop/",
            "  plimsoll run shop/ --target http://127.0.0.1:8080",
            "  plimsoll compare --baseline before/* --candidate after/*",
            "  plimsoll gate shop/checkout --revision v42",
            "  plimsoll stop --all",
        })
final class PlimsollCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: run, validate, compare, gate, stop or demo.");
    }

    /** The version that Maven built. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var properties = new Properties();
            try (var resource =
                    Objects.requireNonNull(PlimsollCommand.class.getResourceAsStream("version.properties"))) {
                properties.load(resource);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new String[] {"plimsoll " + properties.getProperty("version") + " (Java " + Runtime.version() + ")"};
        }
    }
}
