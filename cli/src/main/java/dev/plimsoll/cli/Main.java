package dev.plimsoll.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** The command line's door. */
public final class Main {
    /** Strong: a logger that nobody holds forgets its level. */
    private static final Logger ROOT = Logger.getLogger("");

    /** Warns of every API that is v1alpha1, as ours is. */
    private static final Logger VERSION_WARNINGS =
            Logger.getLogger("io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils");

    private Main() {}

    public static void main(String[] arguments) {
        ROOT.setLevel(Level.WARNING); // libraries tell their own story otherwise
        VERSION_WARNINGS.setLevel(Level.OFF);
        System.exit(execute(Surroundings.ofProcess(), arguments));
    }

    /** Runs a command and returns its exit code. */
    static int execute(Surroundings around, String... arguments) {
        try {
            return commandLine(around).execute(arguments);
        } catch (Error e) { // such as too little memory; Java would end with 1, which is Fail
            return breakdown(around, e);
        }
    }

    private static CommandLine commandLine(Surroundings around) {
        var commands = new CommandLine(new PlimsollCommand())
                .addSubcommand(new RunCommand(around))
                .addSubcommand(new ValidateCommand(around))
                .addSubcommand(new CompareCommand(around))
                .addSubcommand(GateCommand.ofProcess(around))
                .addSubcommand(StopCommand.ofProcess(around))
                .addSubcommand(new DemoCommand(around));
        return commands.setOut(new PrintWriter(around.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(around.err(), true, StandardCharsets.UTF_8))
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((exception, _, _) -> breakdown(around, exception));
    }

    /** Nothing that a person's input can cause: whoever sees it should be able to report it. */
    private static int breakdown(Surroundings around, Throwable thrown) {
        around.err().println("plimsoll: this should not happen, please report it:");
        thrown.printStackTrace(around.err());
        return ExitCode.INCONCLUSIVE.number();
    }
}
