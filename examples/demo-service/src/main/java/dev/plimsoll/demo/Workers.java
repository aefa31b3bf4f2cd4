package dev.plimsoll.demo;

import java.util.concurrent.Semaphore;

/** Those who work on requests, one each; who finds none free waits, in the order in which requests came. */
final class Workers {
    private final Semaphore free;

    /**
     * So many.
     *
     * @param count 0 for as many as there are requests
     */
    Workers(int count) {
        free = new Semaphore(count == 0 ? Integer.MAX_VALUE : count, true);
    }

    /** Someone who works until it is closed. */
    interface Worker extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits for one. */
    Worker take() {
        free.acquireUninterruptibly();
        return free::release;
    }
}
