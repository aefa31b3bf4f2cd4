package dev.plimsoll.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.contract.Target.Http;
import dev.plimsoll.engine.contract.Target.Sharing;
import dev.plimsoll.engine.contract.Target.Version;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResolverTest {
    private static final long EVERY = 30_000_000_000L;
    private static final List<String> NOWHERE = List.of();

    private final ArrayDeque<List<String>> answers = new ArrayDeque<>();
    private final List<Long> rests = new ArrayList<>();

    /** Gives the prepared answers one after the other, an empty one by failing. */
    private InetAddress[] lookUp(String host) throws UnknownHostException {
        var answer = answers.remove();
        if (answer.isEmpty()) {
            throw new UnknownHostException(host);
        }
        var addresses = new InetAddress[answer.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = InetAddress.getByName(answer.get(i));
        }
        return addresses;
    }

    @SafeVarargs
    private Endpoint resolving(long everyNanos, List<String>... all) {
        answers.addAll(Arrays.asList(all));
        var http = new Http(Version.HTTP_1_1, 1, Sharing.SHARED, everyNanos);
        var endpoint = new Endpoint(new Target("http", "shop", 80, "", null, http, null), null, this::lookUp);
        var resolver = new Resolver(endpoint, nanos -> {
            rests.add(nanos);
            if (answers.isEmpty()) {
                throw new InterruptedException("the test is over");
            }
        });
        resolver.first();
        resolver.run();
        return endpoint;
    }

    @AfterEach
    void calm() {
        Thread.interrupted(); // as the resolver ended
    }

    private static List<String> next(int count, Endpoint endpoint) {
        return IntStream.range(0, count)
                .mapToObj(_ -> Objects.requireNonNull(endpoint.nextAddress())
                        .getAddress()
                        .getHostAddress())
                .toList();
    }

    @Test
    void shouldGoRoundAllAddressesOfTheName() {
        var endpoint = resolving(EVERY, List.of("10.0.0.1", "10.0.0.2"));
        assertThat(next(4, endpoint)).containsExactly("10.0.0.1", "10.0.0.2", "10.0.0.1", "10.0.0.2");
    }

    @Test
    void shouldGoWhereTheNamePointsNow() {
        var endpoint = resolving(EVERY, List.of("10.0.0.1"), List.of("10.0.0.7"));
        assertThat(next(2, endpoint)).containsExactly("10.0.0.7", "10.0.0.7");
        assertThat(rests).containsOnly(EVERY);
    }

    @Test
    void shouldKeepTheAddressesItHadWhenTheNameResolvesNoLonger() {
        var endpoint = resolving(EVERY, List.of("10.0.0.1"), NOWHERE, NOWHERE);
        assertThat(next(1, endpoint)).containsExactly("10.0.0.1");
    }

    @Test
    void shouldTryOnEverySecondUntilTheNameResolves() {
        var endpoint = resolving(EVERY, NOWHERE, NOWHERE, List.of("10.0.0.1"));
        assertThat(next(1, endpoint)).containsExactly("10.0.0.1");
        assertThat(rests).containsExactly(1_000_000_000L, 1_000_000_000L, EVERY);
    }

    @Test
    void shouldLookOnlyOnceWhenNotAskedForMore() {
        var endpoint = resolving(0, List.of("10.0.0.1"));
        assertThat(endpoint.isResolved()).isTrue();
        assertThat(rests).isEmpty();
    }

    @Test
    void shouldHaveNoAddressBeforeTheNameResolves() {
        assertThat(resolving(EVERY, NOWHERE).nextAddress()).isNull();
    }
}
