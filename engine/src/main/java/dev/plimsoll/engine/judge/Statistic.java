package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.quantity.Numbers;

/** What of many times is looked at. */
public sealed interface Statistic {

    /** Short name: {@code p99.9}, {@code mean}, {@code max}. */
    String label();

    /**
     * The value that so many percent of the requests do not exceed.
     *
     * @param percent from 0 to 100
     */
    record Percentile(double percent) implements Statistic {
        public Percentile {
            if (!(percent >= 0 && percent <= 100)) {
                throw new IllegalArgumentException("a percentile is from 0 to 100, not " + percent);
            }
        }

        @Override
        public String label() {
            return "p" + Numbers.plain(percent);
        }
    }

    /** The arithmetic mean. */
    record Mean() implements Statistic {
        @Override
        public String label() {
            return "mean";
        }
    }

    /** The highest value. */
    record Max() implements Statistic {
        @Override
        public String label() {
            return "max";
        }
    }
}
