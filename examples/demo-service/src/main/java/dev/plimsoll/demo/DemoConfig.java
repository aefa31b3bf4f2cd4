package dev.plimsoll.demo;

import java.util.List;
import java.util.Map;

/**
 * Where the service listens and what it draws its luck from.
 *
 * @param host the address to listen on; loopback unless told otherwise, as nobody should load a stranger's machine
 * @param port 0 takes a free one
 * @param seed of delays and failures: the same seed gives the same sequence of them
 * @param slowerMillis added to every answer, so that there is something to compare with
 * @param workers how many requests are worked on at once, so that there is a capacity to find: with
 *     {@code slowerMillis} it is workers × 1000 ÷ slowerMillis a second for paths that take no time of their own; 0 for
 *     no limit
 */
public record DemoConfig(String host, int port, long seed, long slowerMillis, int workers) {
    public static final DemoConfig ON_A_FREE_PORT = new DemoConfig("127.0.0.1", 0, 1);

    private static final int DEFAULT_PORT = 8080;
    private static final long LONGEST_MILLIS = 60_000;
    private static final long MOST_WORKERS = 10_000;

    /** No slower than it is, without a limit. */
    public DemoConfig(String host, int port, long seed) {
        this(host, port, seed, 0, 0);
    }

    public DemoConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + "; it must be from 0 to 65535");
        }
        if (slowerMillis < 0 || slowerMillis > LONGEST_MILLIS) {
            throw new IllegalArgumentException(
                    "slower is " + slowerMillis + "; it must be from 0 to " + LONGEST_MILLIS + " ms");
        }
        if (workers < 0 || workers > MOST_WORKERS) {
            throw new IllegalArgumentException("workers is " + workers + "; it must be from 1 to " + MOST_WORKERS
                    + ", or 0 for as many as there are requests");
        }
    }

    /**
     * Reads {@code --host}, {@code --port}, {@code --seed}, {@code --slower} and {@code --workers}, and where they lack
     * HOST_ADDRESS, PORT, SLOWER_MS and WORKERS of the environment.
     */
    static DemoConfig from(List<String> arguments, Map<String, String> environment) {
        var host = environment.getOrDefault("HOST_ADDRESS", ON_A_FREE_PORT.host());
        var port = (int) number("PORT", environment.getOrDefault("PORT", Integer.toString(DEFAULT_PORT)));
        var seed = ON_A_FREE_PORT.seed();
        var slower = number("SLOWER_MS", environment.getOrDefault("SLOWER_MS", "0"));
        var workers = (int) number("WORKERS", environment.getOrDefault("WORKERS", "0"));
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var option = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " lacks its value");
            }
            var value = rest.next();
            switch (option) {
                case "--host" -> host = value;
                case "--port" -> port = (int) number(option, value);
                case "--seed" -> seed = number(option, value);
                case "--slower" -> slower = number(option, value);
                case "--workers" -> workers = (int) number(option, value);
                default ->
                    throw new IllegalArgumentException(
                            "no option " + option + "; there are --host, --port, --seed, --slower and --workers");
            }
        }
        return new DemoConfig(host, port, seed, slower, workers);
    }

    private static long number(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is '" + value + "'; it must be a whole number", e);
        }
    }
}
