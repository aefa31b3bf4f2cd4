package dev.plimsoll.operator.collect;

import dev.plimsoll.engine.contract.RunResult;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps results where they outlive this process. Saving replaces what was there. */
public interface ResultStore {
    /**
     * Returns once the result would survive the death of this process.
     *
     * @param result taken as late as possible: of two that are saved at the same time the one that stays is not older
     * @return what was saved
     * @throws ResultNotSavedException when it may not have been saved; the caller tries again later
     */
    RunResult save(RunName run, Supplier<RunResult> result);

    /** What was saved last; empty when nothing was. */
    Optional<RunResult> load(RunName run);

    /** Saving did not work, for now. */
    final class ResultNotSavedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public ResultNotSavedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
