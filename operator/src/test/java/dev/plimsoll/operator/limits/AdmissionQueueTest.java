package dev.plimsoll.operator.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AdmissionQueueTest {
    private static final LimitsConfig LIMITS = new LimitsConfig(
            4,
            List.of(
                    new NamespaceLimits("shop", 2, "500/s", null),
                    new NamespaceLimits("web", null, "300/s", null),
                    new NamespaceLimits("*", 3, null, null)));

    @Test
    void shouldSayWhichPlaceAndWhichRule() {
        var places = AdmissionQueue.places(
                LIMITS, List.of(run("shop", "a", 1, 100), run("shop", "b", 1, 100)), List.of(run("shop", "c", 2, 1)));

        assertThat(places.get("shop/c"))
                .isEqualTo(new Place.Queued(
                        1,
                        "limits.namespaces[shop].maxRuns",
                        "first in the queue: limits.namespaces[shop].maxRuns is 2, and 2 are at work"));
    }

    @Test
    void shouldShareTheRateAndLetNobodyOvertake() {
        var places = AdmissionQueue.places(
                LIMITS,
                List.of(run("web", "a", 1, 200)),
                List.of(run("web", "much", 2, 150), run("web", "little", 3, 1), run("web", "fits", 1, 100)));

        assertThat(places.get("web/fits")).isEqualTo(new Place.Admitted());
        assertThat(places.get("web/much"))
                .isEqualTo(new Place.Queued(
                        1,
                        "limits.namespaces[web].maxRate",
                        "first in the queue: limits.namespaces[web].maxRate is 300/s, runs at work ask for 300/s of it,"
                                + " and this one for 150/s"));
        assertThat(places.get("web/little"))
                .isEqualTo(new Place.Queued(
                        2,
                        "limits.namespaces[web].maxRate",
                        "second in the queue: limits.namespaces[web].maxRate is 300/s, and runs before it wait for"
                                + " their part of it"));
    }

    @Test
    void shouldNotLetTheQueueOfANamespaceKeepAnotherOneWaiting() {
        var waiting = new ArrayList<Applicant>();
        for (int i = 0; i < 50; i++) {
            waiting.add(run("shop", "run-" + i, 1, 100));
        }
        waiting.add(run("other", "late", 9, 100));

        var places = AdmissionQueue.places(LIMITS, List.of(), waiting);

        assertThat(places.get("other/late")).isEqualTo(new Place.Admitted());
        assertThat(admitted(places)).hasSize(3);
    }

    @Test
    void shouldQueueForTheClusterInOneOrder() {
        var atWork = List.of(run("a", "1", 1, 1), run("a", "2", 1, 1), run("b", "1", 1, 1), run("b", "2", 1, 1));

        var places = AdmissionQueue.places(
                LIMITS, atWork, List.of(run("c", "x", 3, 1), run("a", "x", 2, 1), run("a", "y", 2, 1)));

        assertThat(places.get("a/x"))
                .isEqualTo(new Place.Queued(
                        1, "limits.maxRuns", "first in the queue: limits.maxRuns is 4, and 4 are at work"));
        assertThat(places.get("a/y"))
                .as("even with a place in the cluster there is none in its namespace")
                .isEqualTo(new Place.Queued(
                        2,
                        "limits.namespaces[*].maxRuns",
                        "second in the queue: limits.namespaces[*].maxRuns is 3, and 2 are at work"));
        assertThat(places.get("c/x"))
                .isInstanceOfSatisfying(
                        Place.Queued.class,
                        place -> assertThat(place.position()).isEqualTo(2));
    }

    @Test
    void shouldWaitForWhomNobodyKnowsTheRateOf() {
        var places = AdmissionQueue.places(
                LIMITS,
                List.of(),
                List.of(run("web", "unknown", 1, Double.POSITIVE_INFINITY), run("web", "known", 2, 1)));

        assertThat(admitted(places)).isEmpty();
    }

    @Test
    void shouldCountPlacesInWords() {
        var waiting = new ArrayList<Applicant>();
        for (int i = 0; i < 130; i++) {
            waiting.add(run("shop", "%03d".formatted(i), 1, 1));
        }
        var places = AdmissionQueue.places(
                new LimitsConfig(null, List.of(new NamespaceLimits("shop", 1, null, null))), List.of(), waiting);

        assertThat(Stream.of(2, 10, 11, 12, 21, 22, 23, 101, 111, 112)
                        .map("shop/%03d"::formatted)
                        .map(places::get)
                        .map(place -> ((Place.Queued) place).message().split(" ", -1)[0]))
                .containsExactly("second", "tenth", "11th", "12th", "21st", "22nd", "23rd", "101st", "111th", "112th");
    }

    // --- whatever comes

    @Property
    void shouldNeverAdmitMoreThanIsAllowed(
            @ForAll("runs") List<Applicant> atWork, @ForAll("runs") List<Applicant> late) {
        var there = withinLimits(atWork);
        var waiting = without(there, late);

        var places = AdmissionQueue.places(LIMITS, there, waiting);

        var all = Stream.concat(
                        there.stream(),
                        waiting.stream().filter(run -> admitted(places).contains(run.uid())))
                .toList();
        assertThat(withinLimits(all)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(places).hasSameSizeAs(waiting);
    }

    @Property
    void shouldKeepTheOrderWithinANamespace(@ForAll("runs") List<Applicant> runs) {
        var places = AdmissionQueue.places(LIMITS, List.of(), runs);
        for (var namespace : List.of("shop", "web", "a", "b")) {
            var ofNamespace = runs.stream()
                    .filter(run -> run.namespace().equals(namespace))
                    .sorted()
                    .map(run -> admitted(places).contains(run.uid()))
                    .toList();
            assertThat(ofNamespace)
                    .as("nobody is admitted past one who waits")
                    .isSortedAccordingTo(Comparator.reverseOrder());
        }
    }

    @Property
    void shouldAdmitTheSameWhoeverAsksFirst(@ForAll("runs") List<Applicant> runs) {
        var other = new ArrayList<>(runs).reversed();

        assertThat(AdmissionQueue.places(LIMITS, List.of(), other))
                .isEqualTo(AdmissionQueue.places(LIMITS, List.of(), runs));
    }

    @Property
    void shouldLetEverybodyThroughInTheEnd(@ForAll("runs") List<Applicant> runs) {
        var waiting = new ArrayList<>(runs.stream()
                .filter(run -> withinLimits(List.of(run)).size() == 1)
                .toList());
        int rounds = 0;
        while (!waiting.isEmpty() && rounds++ < runs.size()) {
            var admitted = admitted(AdmissionQueue.places(LIMITS, List.of(), waiting));
            waiting.removeIf(run -> admitted.contains(run.uid()));
        }
        assertThat(waiting).isEmpty();
    }

    @Property
    void shouldNumberEachQueueFromOneWithoutAGap(@ForAll("runs") List<Applicant> runs) {
        var places = AdmissionQueue.places(LIMITS, List.of(), runs);
        var cluster = new ArrayList<Integer>();
        var namespaces = new HashMap<String, Integer>();
        runs.stream().sorted().forEach(run -> {
            if (places.get(run.uid()) instanceof Place.Queued queued) {
                int before = namespaces.merge(run.namespace(), 1, Integer::sum);
                if (queued.rule().equals(LimitsConfig.MAX_RUNS)) {
                    cluster.add(queued.position());
                } else {
                    assertThat(queued.position()).isEqualTo(before);
                }
            }
        });
        for (int i = 0; i < cluster.size(); i++) {
            assertThat(cluster.get(i)).isEqualTo(i + 1);
        }
    }

    @Provide
    Arbitrary<List<Applicant>> runs() {
        var run = Combinators.combine(
                        Arbitraries.of("shop", "web", "a", "b"),
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(1, 100, 250, 500))
                .as((namespace, name, created, rate) -> run(namespace, "run-" + name, created, rate));
        return run.list().ofMaxSize(20).uniqueElements(Applicant::uid);
    }

    /** An oracle: takes runs as long as there is place for all of them. */
    private static List<Applicant> withinLimits(Collection<Applicant> runs) {
        var taken = new ArrayList<Applicant>();
        for (var run : runs) {
            var ofNamespace = taken.stream()
                    .filter(other -> other.namespace().equals(run.namespace()))
                    .toList();
            double rate = ofNamespace.stream().mapToDouble(Applicant::rate).sum() + run.rate();
            boolean fits = taken.size() < 4
                    && switch (run.namespace()) {
                        case "shop" -> ofNamespace.size() < 2 && rate <= 500;
                        case "web" -> rate <= 300;
                        default -> ofNamespace.size() < 3;
                    };
            if (fits) {
                taken.add(run);
            }
        }
        return taken;
    }

    private static List<Applicant> without(List<Applicant> there, List<Applicant> runs) {
        var uids = there.stream().map(Applicant::uid).collect(Collectors.toSet());
        return runs.stream().filter(run -> !uids.contains(run.uid())).toList();
    }

    private static List<String> admitted(Map<String, Place> places) {
        return places.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Place.Admitted)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    static Applicant run(String namespace, String name, int second, double rate) {
        return new Applicant(namespace + "/" + name, namespace, name, "2026-11-29T12:00:%02dZ".formatted(second), rate);
    }
}
