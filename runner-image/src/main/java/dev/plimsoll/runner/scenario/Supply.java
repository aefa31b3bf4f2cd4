package dev.plimsoll.runner.scenario;

import dev.plimsoll.engine.contract.DataSet;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.runner.data.Feed;
import dev.plimsoll.runner.data.Rows;
import dev.plimsoll.runner.rate.Hash;
import dev.plimsoll.runner.rate.Lane;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the sessions of one loop draw from: rows of data sets, numbers of the run's counter, chance and time. */
public final class Supply {
    private static final long SALT = 0xda7aL;

    /** Places of data sets in the plan, by name. */
    private final Map<String, Integer> places = new HashMap<>();

    private final RunPlan plan;
    private final List<Rows> rows;
    private final List<Feed> feeds = new ArrayList<>();
    private final Lane lane;
    private final InstantSource clock;
    private long counted;

    Supply(RunPlan plan, List<Rows> rows, Lane lane, InstantSource clock) {
        this.plan = plan;
        this.rows = rows;
        this.lane = lane;
        this.clock = clock;
        for (DataSet data : plan.data()) {
            int place = feeds.size();
            places.put(data.name(), place);
            long seed = Hash.of(plan.seed() ^ SALT, place);
            feeds.add(new Feed(data.order(), rows.get(place).size(), lane, seed));
        }
    }

    /** A session with an arm, by its place in the plan; begun again and again. */
    public Session newSession(int arm) {
        return new Session(this, plan.arms().get(arm).target());
    }

    /** The place of a data set; {@link Feed#NONE} when there is none of this name. */
    int place(String data) {
        return places.getOrDefault(data, Feed.NONE);
    }

    int dataSets() {
        return feeds.size();
    }

    Feed feed(int place) {
        return feeds.get(place);
    }

    Rows rows(int place) {
        return rows.get(place);
    }

    long count() {
        return lane.number(counted++);
    }

    long epochMillis() {
        return clock.millis();
    }
}
