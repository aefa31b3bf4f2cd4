package dev.plimsoll.runner.scenario;

import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.template.Scope;
import dev.plimsoll.runner.data.Feed;
import dev.plimsoll.runner.http.Message;
import dev.plimsoll.runner.http.Request;
import dev.plimsoll.runner.http.Response;
import dev.plimsoll.runner.rate.Draws;
import dev.plimsoll.runner.rate.PauseLength;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one walk through a scenario remembers: where it is, its variables, its cookies, its row of each data set.
 * Belongs to one loop, and is begun again when it is over.
 *
 * <p>A request in which a variable has no value is not sent, and counts as {@link ErrorKind#CAPTURE_FAILED}: with a
 * hole in it, it would be another request, and the good answer to that would be evidence of nothing.
 */
public final class Session implements Scope {
    private static final long SALT = 0x5e5510L;
    private static final int NO_ROW = -2;

    private final Supply supply;
    private final CookieJar cookies;
    private final Redirect redirect;
    private final Draws draws = new Draws();
    private final Map<String, String> variables = new HashMap<>(0);

    /** The row of each data set; {@link #NO_ROW} until it is needed. */
    private final int[] rows;

    private @Nullable CompiledScenario scenario;
    private @Nullable Message sent;
    private int[] counters = {};
    private int place;
    private int redirects;
    private boolean exhausted;
    private long variableCharacters;

    Session(Supply supply, Target target) {
        this.supply = supply;
        cookies = new CookieJar(target);
        redirect = new Redirect(target);
        rows = new int[supply.dataSets()];
    }

    /**
     * Begins anew.
     *
     * @param seed of the phase
     * @param number of the slot, or of the user's turn
     */
    public void begin(CompiledScenario scenario, long seed, long number) {
        end();
        this.scenario = scenario;
        place = 0;
        exhausted = false;
        draws.begin(seed ^ SALT, number);
        Arrays.fill(rows, NO_ROW);
        if (counters.length < scenario.counters()) {
            counters = new int[scenario.counters()];
        }
    }

    /** Forgets what it remembers: thousands that are over may wait long to be begun again. */
    public void end() {
        sent = null;
        cookies.clear();
        if (!variables.isEmpty()) {
            variables.clear();
            variableCharacters = 0;
        }
    }

    /** How many characters its variables and cookies have. */
    public long kept() {
        return variableCharacters + cookies.characters();
    }

    /** Goes on to what takes time next. */
    public Action next() {
        if (scenario == null) {
            throw new IllegalStateException("the session has not begun");
        }
        while (true) {
            var operation = scenario.operation(place++);
            if (operation instanceof Action action) {
                return action;
            }
            take(operation);
        }
    }

    private void take(Operation operation) {
        switch (operation) {
            case Action _ -> throw new IllegalStateException("an action is not taken here");
            case Operation.Enter enter -> counters[enter.counter()] = 0;
            case Operation.Loop loop -> {
                if (counters[loop.counter()] == loop.times()) {
                    place = loop.exit();
                } else {
                    counters[loop.counter()]++;
                }
            }
            case Operation.Branch branch -> {
                if (!branch.condition().holds(this)) {
                    place = branch.otherwise();
                }
            }
            case Operation.Jump jump -> place = jump.to();
        }
    }

    /** How long a pause is this time. */
    public long nanosOf(Action.Rest rest) {
        return PauseLength.next(rest.pause(), draws);
    }

    /** The request of a step; null when there is none to send, for which {@link #whyNothing} has the reason. */
    public @Nullable Request request(CompiledStep step) {
        redirects = 0;
        var compiled = step.request().compiled();
        if (compiled != null) {
            sent = compiled.message();
            return cookies.isEmpty() ? compiled : once(compiled.message(), step);
        }
        sent = step.request().render(this);
        return sent == null ? null : once(sent, step);
    }

    private Request once(Message message, CompiledStep step) {
        return Request.once(
                cookies.addTo(message, supply.epochMillis()), step.request().keep());
    }

    /** Why there is no request to send. */
    public ErrorKind whyNothing() {
        return exhausted ? ErrorKind.DATA_EXHAUSTED : ErrorKind.CAPTURE_FAILED;
    }

    /** Keeps the cookies that a response sets. */
    public void receive(Response response) {
        var fields = response.fields("set-cookie");
        if (!fields.isEmpty() && sent != null) {
            cookies.take(fields, sent.path(), supply.epochMillis());
        }
    }

    /** Whether a step's response is a redirect to be followed. */
    public static boolean isToFollow(CompiledStep step, Response response) {
        return step.maxRedirects() > 0 && Redirect.isOne(response.status());
    }

    /** The request that a redirect leads to; null when it is one too many, or leads to where nothing may be sent. */
    public @Nullable Request follow(CompiledStep step, Response response) {
        if (sent == null || ++redirects > step.maxRedirects()) {
            return null;
        }
        sent = redirect.next(sent, response.status(), response.field("location"));
        return sent == null ? null : once(sent, step);
    }

    void set(String variable, String value) {
        var before = variables.put(variable, value);
        variableCharacters += value.length() - (before == null ? 0 : before.length());
    }

    CookieJar cookies() {
        return cookies;
    }

    @Override
    public @Nullable String variable(String name) {
        return variables.get(name);
    }

    @Override
    public @Nullable String column(String data, String column) {
        int set = supply.place(data);
        if (set == Feed.NONE) {
            return null;
        }
        if (rows[set] == NO_ROW) {
            rows[set] = supply.feed(set).next();
        }
        if (rows[set] == Feed.NONE) {
            exhausted = true;
            return null;
        }
        return supply.rows(set).value(rows[set], column);
    }

    @Override
    public long randomBits() {
        return draws.bits();
    }

    @Override
    public long count() {
        return supply.count();
    }

    @Override
    public long epochMillis() {
        return supply.epochMillis();
    }
}
