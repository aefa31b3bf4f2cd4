package dev.plimsoll.operator.limits;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a run is admitted, or told its place in the queue. It remembers whom it admitted, since the status that says so
 * is not yet written then, and decides for one run at a time. What an earlier process decided stands in statuses and is
 * read once. Thread-safe.
 */
public final class AdmissionDesk {
    /** What is known of runs beside this desk. */
    public interface Register {
        /** The runs that may be sending load, by their status. */
        List<Applicant> atWork();

        /** The runs that have been told a place in the queue, by their status. */
        List<Applicant> waiting();

        /** Whether an admitted run still holds its place: it is there, and its load has not ended. */
        boolean holdsPlace(Applicant run);

        /** Whether a queued run still waits. */
        boolean waits(Applicant run);
    }

    private final LimitsConfig config;
    private final Register register;
    private final Map<String, Applicant> atWork = new HashMap<>();
    private final Map<String, Applicant> waiting = new HashMap<>();
    private final Map<String, Place> told = new HashMap<>();
    private volatile Consumer<Applicant> onMove = _ -> {};
    private boolean hasRead;

    public AdmissionDesk(LimitsConfig config, Register register) {
        this.config = config;
        this.register = register;
    }

    /** Replaces who is told of a queued run whose place has changed; it should {@link #apply} again. */
    public void onMove(Consumer<Applicant> listener) {
        onMove = listener;
    }

    /** Admits the run, or tells it its place. Whoever was admitted stays so until it {@link #leave leaves}. */
    public Place apply(Applicant run) {
        if (isUnlimited()) {
            return new Place.Admitted();
        }
        var moved = new ArrayList<Applicant>();
        var place = decide(run, moved);
        moved.forEach(onMove);
        return place;
    }

    private synchronized Place decide(Applicant run, List<Applicant> moved) {
        readOnce();
        forgetWhoIsGone();
        if (atWork.containsKey(run.uid())) {
            return new Place.Admitted();
        }
        waiting.put(run.uid(), run);
        var places = AdmissionQueue.places(config, atWork.values(), waiting.values());
        var place = Objects.requireNonNull(places.get(run.uid()));
        switch (place) {
            case Place.Admitted() -> {
                waiting.remove(run.uid());
                told.remove(run.uid());
                atWork.put(run.uid(), run);
            }
            case Place.Queued _ -> told.put(run.uid(), place);
        }
        moved.addAll(moved(places));
        return place;
    }

    /** The run waits no longer, or its load has ended: whoever is next may begin. */
    public void leave(@Nullable String uid) {
        if (uid != null && !isUnlimited()) {
            remove(uid).forEach(onMove);
        }
    }

    private synchronized List<Applicant> remove(String uid) {
        readOnce();
        told.remove(uid);
        boolean knew = atWork.remove(uid) != null;
        knew |= waiting.remove(uid) != null;
        if (!knew) {
            return List.of();
        }
        forgetWhoIsGone();
        return moved(AdmissionQueue.places(config, atWork.values(), waiting.values()));
    }

    /** Those who were told something else, or nothing yet by this process. */
    private List<Applicant> moved(Map<String, Place> places) {
        return waiting.values().stream()
                .filter(run -> !Objects.equals(places.get(run.uid()), told.get(run.uid())))
                .sorted()
                .toList();
    }

    /** Number of runs in the queue. */
    public synchronized int queued() {
        return waiting.size();
    }

    private boolean isUnlimited() {
        return config.maxRuns() == null
                && config.namespaces().stream().allMatch(entry -> entry.maxRuns() == null && entry.maxRate() == null);
    }

    private void readOnce() {
        if (!hasRead) {
            hasRead = true;
            register.atWork().forEach(run -> atWork.put(run.uid(), run));
            register.waiting().forEach(run -> waiting.putIfAbsent(run.uid(), run));
        }
    }

    /** An event may be missed, a status not. */
    private void forgetWhoIsGone() {
        atWork.values().removeIf(run -> !register.holdsPlace(run));
        waiting.values().removeIf(run -> !register.waits(run));
        told.keySet().retainAll(waiting.keySet());
    }
}
