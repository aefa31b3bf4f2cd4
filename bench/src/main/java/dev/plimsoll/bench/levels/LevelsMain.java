package dev.plimsoll.bench.levels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the table of nominal levels anew. */
@Command(
        name = "bench/levels",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Simulates the levels at which the gate looks after every round, and writes the table that the engine"
                    + " reads:",
            "the same one, byte for byte, unless its program was changed."
        })
public final class LevelsMain implements Callable<Integer> {
    private static final String TABLE = "engine/src/main/resources/dev/plimsoll/engine/compare/levels.csv";

    @Option(
            names = "--parts",
            defaultValue = "200",
            description = "Times 100,000 paths. Default: 200, which is what is committed.")
    private int parts;

    private LevelsMain() {}

    /** Writes the table and exits: 0 it is written, 2 bad input. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LevelsMain()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        var file = Path.of(System.getProperty("plimsoll.home", "")).resolve(TABLE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, LevelTable.of(LevelTable.simulate(parts)));
        System.out.println(file);
        return 0;
    }
}
