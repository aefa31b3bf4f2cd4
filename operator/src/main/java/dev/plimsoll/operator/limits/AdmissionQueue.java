package dev.plimsoll.operator.limits;

import dev.plimsoll.engine.quantity.Rates;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is next. Within a namespace nobody overtakes: a run that asks for much is not kept waiting forever by those that
 * ask for little. A namespace whose own rules hold it back keeps no other one waiting; for a place in the cluster, runs
 * of all namespaces wait in one queue.
 */
final class AdmissionQueue {
    private static final String[] ORDINALS = {
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"
    };

    /** Rates are read from text and added up: what is the same on paper may differ in the last digits. */
    private static final double ROUNDING = 1 + 1e-9;

    private static final NamespaceLimits UNLIMITED = new NamespaceLimits(NamespaceLimits.OTHERS, null, null, null);

    private final LimitsConfig config;
    private final Map<String, Share> shares = new HashMap<>();
    private int atWork;
    private int waitForCluster;

    private AdmissionQueue(LimitsConfig config, Collection<Applicant> atWork) {
        this.config = config;
        for (var run : atWork) {
            begin(run);
        }
    }

    /** What a namespace has of what may be had. */
    private static final class Share {
        private int atWork;
        private double rate;
        private int waiting;
        private boolean outOfRate;
    }

    /** The place of each run that waits, by its UID: admitted are those that may begin now, all of them at once. */
    static Map<String, Place> places(LimitsConfig config, Collection<Applicant> atWork, Collection<Applicant> waiting) {
        var queue = new AdmissionQueue(config, atWork);
        var places = new HashMap<String, Place>();
        waiting.stream().sorted().forEach(run -> places.put(run.uid(), queue.place(run)));
        return places;
    }

    private Place place(Applicant run) {
        var share = share(run);
        var place = place(run, share);
        if (place == null) {
            begin(run);
            return new Place.Admitted();
        }
        share.waiting++;
        return place;
    }

    private Place.@Nullable Queued place(Applicant run, Share share) {
        var limits = config.of(run.namespace()).orElse(UNLIMITED);
        var maxRuns = limits.maxRuns();
        if (maxRuns != null && share.atWork + share.waiting >= maxRuns) {
            return queued(share.waiting + 1, limits.rule() + ".maxRuns", maxRuns + atWork(share.atWork));
        }
        var maxRate = limits.maxPerSecond();
        if (maxRate != null && (share.outOfRate || share.rate + run.rate() > maxRate * ROUNDING)) {
            var why = share.outOfRate
                    ? ", and runs before it wait for their part of it"
                    : ", runs at work ask for " + text(share.rate) + " of it, and this one for " + text(run.rate());
            share.outOfRate = true;
            return queued(share.waiting + 1, limits.rule() + ".maxRate", limits.maxRate() + why);
        }
        var inCluster = config.maxRuns();
        if (inCluster != null && atWork >= inCluster) {
            return queued(++waitForCluster, LimitsConfig.MAX_RUNS, inCluster + atWork(atWork));
        }
        return null;
    }

    private static String text(double rate) {
        return Double.isInfinite(rate) ? "who knows how much" : Rates.format(rate);
    }

    private static String atWork(int runs) {
        return runs == 1 ? ", and 1 is at work" : ", and " + runs + " are at work";
    }

    private static Place.Queued queued(int position, String rule, String what) {
        return new Place.Queued(position, rule, ordinal(position) + " in the queue: " + rule + " is " + what);
    }

    private static String ordinal(int position) {
        if (position <= ORDINALS.length) {
            return ORDINALS[position - 1];
        }
        boolean teen = position % 100 / 10 == 1;
        return position
                + switch (teen ? 0 : position % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }

    private void begin(Applicant run) {
        var share = share(run);
        share.atWork++;
        share.rate += run.rate();
        atWork++;
    }

    private Share share(Applicant run) {
        return shares.computeIfAbsent(run.namespace(), _ -> new Share());
    }
}
