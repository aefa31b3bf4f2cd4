package dev.plimsoll.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.operator.testing.FakeCluster;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class OperatorKeyTest {
    @Test
    void shouldBeTheSameWhenAnotherInstanceStarts() {
        try (var cluster = new FakeCluster()) {
            var key = OperatorKey.ensure(cluster.client(), "plimsoll-system", new SecureRandom());

            assertThat(key).hasSize(32).isNotEqualTo(new byte[32]);
            assertThat(OperatorKey.ensure(cluster.client(), "plimsoll-system", new SecureRandom()))
                    .isEqualTo(key);
        }
    }
}
