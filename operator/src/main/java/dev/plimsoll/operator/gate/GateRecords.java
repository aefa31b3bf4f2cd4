package dev.plimsoll.operator.gate;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import java.util.List;
import java.util.Optional;

/**
 * LoadTests and their runs as the API server has them now, not as an informer saw them last: a caller must never hear
 * of a verdict that has been closed since. Each call throws what the client of the API server throws.
 */
public interface GateRecords {
    /** The LoadTest of this name. */
    Optional<LoadTest> loadTest(String namespace, String name);

    /** All LoadTests of a namespace. */
    List<LoadTest> loadTests(String namespace);

    /** All runs of a LoadTest, those that gate nothing too. */
    List<LoadTestRun> runs(LoadTest test);

    /** Creates a run; empty when one of its name is there. */
    Optional<LoadTestRun> create(LoadTestRun run);

    /** Sets one annotation of a run. */
    void annotate(LoadTestRun run, String annotation, String value);
}
