package dev.plimsoll.runner;

import java.util.HashMap;

/**
 * Runs several runners one after another, so that the ahead-of-time cache that Java makes of this process knows what
 * each of their targets needs. Only ever started when such a cache is made.
 */
public final class TrainingMain {
    private TrainingMain() {}

    /**
     * Runs them and exits: 0, or the exit code of the first that did not end well.
     *
     * @param collectors URL of the collector of each; all else they have from the environment, as {@link RunnerMain}
     */
    public static void main(String[] collectors) throws InterruptedException {
        RunnerMain.prepare();
        int code = 0;
        for (int i = 0; i < collectors.length && code == 0; i++) {
            var environment = new HashMap<>(System.getenv());
            environment.put("PLIMSOLL_COLLECTOR_URL", collectors[i]);
            code = RunnerMain.run(environment);
        }
        System.exit(code);
    }
}
