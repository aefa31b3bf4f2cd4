package dev.plimsoll.engine.contract;

/**
 * Rows that sessions take their values from: {@code ${name.column}}. A session has one row of each data set, taken when
 * it first needs it.
 *
 * @param name by which templates refer to it
 * @param path of the file on the runner
 * @param format how rows are written in it
 * @param order which row is next
 */
public record DataSet(String name, String path, Format format, Order order) {

    /** How rows are written. */
    public enum Format {
        /** RFC 4180; the first line names the columns. */
        CSV,
        /** An array of objects. */
        JSON
    }

    /** Which row is next. Runners, and their loops, share the rows out among them. */
    public enum Order {
        /** From the first to the last, and again. */
        SEQUENTIAL,
        /** Any. */
        RANDOM,
        /** Each once in an order of chance, then again. */
        SHUFFLED,
        /**
         * Each once in the whole run; after the last, sessions that need one fail: {@link ErrorKind#DATA_EXHAUSTED}.
         */
        UNIQUE
    }
}
