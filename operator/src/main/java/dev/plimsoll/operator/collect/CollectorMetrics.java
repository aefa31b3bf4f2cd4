package dev.plimsoll.operator.collect;

/** What the collector counts. */
public interface CollectorMetrics {
    /** A report was merged. */
    void reportReceived();

    /** A call came with a wrong token or none. */
    void unauthorized();

    /** Counts nothing. */
    CollectorMetrics NONE = new CollectorMetrics() {
        @Override
        public void reportReceived() {}

        @Override
        public void unauthorized() {}
    };
}
