package dev.plimsoll.operator.limits;

import java.util.Comparator;

/**
 * A run as the queue sees it. In order of creation, and among those of one second in that of their names.
 *
 * @param uid of the run; one of the same name that was deleted is another
 * @param created when, as Kubernetes writes it
 * @param rate requests per second that it asks for at its highest point; infinite while nobody knows
 */
public record Applicant(String uid, String namespace, String name, String created, double rate)
        implements Comparable<Applicant> {
    private static final Comparator<Applicant> ORDER = Comparator.comparing(Applicant::created)
            .thenComparing(Applicant::name)
            .thenComparing(Applicant::namespace)
            .thenComparing(Applicant::uid);

    @Override
    public int compareTo(Applicant other) {
        return ORDER.compare(this, other);
    }
}
