package dev.plimsoll.operator.limits;

import static dev.plimsoll.operator.limits.AdmissionQueueTest.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdmissionDeskTest {
    private static final LimitsConfig TWO =
            new LimitsConfig(null, List.of(new NamespaceLimits("*", 2, "1000/s", null)));

    private final List<String> moved = new ArrayList<>();
    private final Known known = new Known();
    private final AdmissionDesk desk = desk(TWO);

    @Test
    void shouldQueueWhenEveryPlaceIsTakenAndMoveWhenOneLeaves() {
        assertThat(desk.apply(run("shop", "a", 1, 1))).isEqualTo(new Place.Admitted());
        assertThat(desk.apply(run("shop", "b", 2, 1))).isEqualTo(new Place.Admitted());
        assertThat(position("c", 3)).isEqualTo(1);
        assertThat(position("d", 4)).isEqualTo(2);
        assertThat(desk.queued()).isEqualTo(2);
        assertThat(moved).isEmpty();

        desk.leave("shop/a");

        assertThat(moved).containsExactly("c", "d");
        assertThat(position("d", 4))
                .as("c is next, though it has not asked again yet")
                .isEqualTo(1);
        assertThat(desk.apply(run("shop", "c", 3, 1))).isEqualTo(new Place.Admitted());
        assertThat(desk.queued()).isEqualTo(1);
    }

    @Test
    void shouldNotAdmitTwiceWhenARunAsksAgain() {
        assertThat(desk.apply(run("shop", "a", 1, 600))).isEqualTo(new Place.Admitted());
        assertThat(desk.apply(run("shop", "a", 1, 600))).isEqualTo(new Place.Admitted());
        assertThat(desk.apply(run("shop", "b", 1, 400))).isEqualTo(new Place.Admitted());
    }

    @Test
    void shouldTellThoseBehindWhenOneGivesUpItsPlace() {
        desk.apply(run("shop", "a", 1, 1));
        desk.apply(run("shop", "b", 2, 1));
        desk.apply(run("shop", "c", 3, 1));
        desk.apply(run("shop", "d", 4, 1));

        desk.leave("shop/c");
        desk.leave("shop/c");
        desk.leave("nobody");

        assertThat(moved).containsExactly("d");
    }

    @Test
    void shouldTellAnEarlierRunsSuccessorWhenItComesLate() {
        desk.apply(run("shop", "a", 1, 1));
        desk.apply(run("shop", "b", 2, 1));
        desk.apply(run("shop", "d", 4, 1));

        assertThat(position("c", 3)).isEqualTo(1);
        assertThat(moved).containsExactly("d");
    }

    @Test
    void shouldForgetWhoIsGoneWithoutAWord() {
        desk.apply(run("shop", "a", 1, 1));
        desk.apply(run("shop", "b", 2, 1));
        known.gone.add("shop/a");

        assertThat(desk.apply(run("shop", "c", 3, 1))).isEqualTo(new Place.Admitted());
    }

    @Test
    void shouldGoOnWhereAnEarlierProcessWas() {
        known.atWork.add(run("shop", "a", 1, 1));
        known.waiting.add(run("shop", "b", 2, Double.POSITIVE_INFINITY));

        assertThat(position("c", 3))
                .as("b was before it, and has not said yet what it asks for")
                .isEqualTo(2);
        assertThat(desk.apply(run("shop", "b", 2, 1))).isEqualTo(new Place.Admitted());
        assertThat(moved).contains("c");
        assertThat(position("c", 3)).isEqualTo(1);
    }

    @Test
    void shouldAdmitEverybodyAndRememberNobodyWhenThereAreNoLimits() {
        var unlimited = desk(LimitsConfig.NONE);
        for (int i = 0; i < 100; i++) {
            assertThat(unlimited.apply(run("shop", "run-" + i, 1, 1e9))).isEqualTo(new Place.Admitted());
        }
        assertThat(unlimited.queued()).isZero();
    }

    @Test
    void shouldNeverAdmitMoreWhenManyAskAtOnce() throws Exception {
        var begin = new CountDownLatch(1);
        var admitted = new AtomicInteger();
        var all = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                var run = run("shop", "run-" + i, i % 60, 1);
                all.add(threads.submit(() -> {
                    begin.await();
                    if (desk.apply(run) instanceof Place.Admitted) {
                        admitted.incrementAndGet();
                    }
                    return null;
                }));
            }
            begin.countDown();
            for (var one : all) {
                one.get();
            }
        }
        assertThat(admitted).hasValueLessThanOrEqualTo(2);
        assertThat(desk.queued()).isEqualTo(200 - admitted.get());
    }

    private int position(String name, int second) {
        var place = desk.apply(run("shop", name, second, 1));
        assertThat(place).isInstanceOf(Place.Queued.class);
        return ((Place.Queued) place).position();
    }

    private AdmissionDesk desk(LimitsConfig limits) {
        var made = new AdmissionDesk(limits, known);
        made.onMove(run -> {
            synchronized (moved) {
                moved.add(run.name());
            }
        });
        return made;
    }

    /** Runs as statuses have them. */
    private static final class Known implements AdmissionDesk.Register {
        private final List<Applicant> atWork = new ArrayList<>();
        private final List<Applicant> waiting = new ArrayList<>();
        private final Set<String> gone = ConcurrentHashMap.newKeySet();

        @Override
        public List<Applicant> atWork() {
            return atWork;
        }

        @Override
        public List<Applicant> waiting() {
            return waiting;
        }

        @Override
        public boolean holdsPlace(Applicant run) {
            return !gone.contains(run.uid());
        }

        @Override
        public boolean waits(Applicant run) {
            return !gone.contains(run.uid());
        }
    }
}
