package dev.plimsoll.cli.demo;

/** What is said when Ctrl-C is pressed, or a signal to end arrives, before {@link #close}. */
final class Farewell implements AutoCloseable {
    private final Thread hook;

    private Farewell(Thread hook) {
        this.hook = hook;
    }

    static Farewell onInterrupt(Runnable words) {
        var farewell = new Farewell(new Thread(words, "farewell"));
        Runtime.getRuntime().addShutdownHook(farewell.hook);
        return farewell;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // it is what is running right now
        }
    }
}
