package dev.plimsoll.operator.collect;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The runs that are active in this process. Thread-safe. */
public final class Sessions implements RunDirectory {
    private final Map<RunName, RunSession> active = new ConcurrentHashMap<>();
    private final Map<RunName, RunSession> retired = new ConcurrentHashMap<>();
    private final Predicate<RunName> mayBecomeActive;
    private volatile Consumer<RunName> onChange = _ -> {};

    /**
     * @param mayBecomeActive of a run without a session: whether there may be one soon, because this process has just
     *     started and the run is there; false tells its runners to stop
     */
    public Sessions(Predicate<RunName> mayBecomeActive) {
        this.mayBecomeActive = mayBecomeActive;
    }

    /** Replaces who is told when a run registered all runners, ended, was stopped or lost a runner. */
    public void onChange(Consumer<RunName> listener) {
        onChange = listener;
    }

    /** Makes a run active, or returns the session that it has. */
    public RunSession open(RunName run, RunSession fresh) {
        var session = active.computeIfAbsent(run, _ -> fresh);
        session.onChange(() -> onChange.accept(run));
        return session;
    }

    /** The session of an active run. */
    public Optional<RunSession> session(RunName run) {
        return Optional.ofNullable(active.get(run));
    }

    /** The active runs; a copy. */
    public Map<RunName, RunSession> active() {
        return Map.copyOf(active);
    }

    /** The run is judged and its result durable. Runners are still answered, until each has been told so. */
    public void retire(RunName run) {
        var session = active.remove(run);
        if (session != null) {
            retired.put(run, session);
        }
    }

    /** The run was deleted: from now on its runners are told to stop. */
    public void drop(RunName run) {
        active.remove(run);
        retired.remove(run);
    }

    /** Forgets retired runs whose runners know that nothing is missing, or never will. */
    void forgetDismissed() {
        retired.values().removeIf(RunSession::dismissed);
    }

    @Override
    public Lookup find(RunName run) {
        var session = active.getOrDefault(run, retired.get(run));
        if (session != null) {
            return new Lookup.Found(session);
        }
        return mayBecomeActive.test(run) ? new Lookup.NotHere() : new Lookup.Gone();
    }
}
