package dev.plimsoll.engine.finding;

import java.util.List;

/**
 * Something that stands out over the time of a phase.
 *
 * @param kind what it is
 * @param phase name of the phase; that of a run without phases is never shown
 * @param message one sentence with the numbers
 * @param figures its numbers, each name once
 */
public record Finding(Kind kind, String phase, String message, List<Figure> figures) {
    public Finding {
        figures = List.copyOf(figures);
    }

    /** What can be found. */
    public enum Kind {
        /** At a steady load, the second half was slower or quicker than the first. */
        DRIFT("Drift", true),
        /** A few requests were far slower than almost all. */
        LATENCY_CLIFF("LatencyCliff", true),
        /** At a steady load, the response time went up and down. */
        UNSTEADY("Unsteady", true),
        /** After a rush the target took long to be itself again, or never was. */
        SLOW_RECOVERY("SlowRecovery", true),
        /** How long it took to recover from a rush, when that is no concern. */
        RECOVERY("Recovery", false);

        private final String word;
        private final boolean concern;

        Kind(String word, boolean concern) {
            this.word = word;
            this.concern = concern;
        }

        /** The stable word for status fields, events and reports. */
        public String word() {
            return word;
        }

        /** Whether somebody should look at it; else it is told because it was asked for. */
        public boolean isConcern() {
            return concern;
        }
    }
}
