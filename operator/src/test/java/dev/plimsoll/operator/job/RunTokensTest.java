package dev.plimsoll.operator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RunTokensTest {
    private final RunTokens tokens = new RunTokens(new byte[32]);

    @Test
    void shouldGiveTheSameTokenWhenAskedAgain() {
        assertThat(new RunTokens(new byte[32]).token("uid"))
                .isEqualTo(tokens.token("uid"))
                .matches("[0-9a-f]{64}");
    }

    @Test
    void shouldGiveAnotherTokenWhenRunOrKeyDiffers() {
        var otherKey = new byte[32];
        otherKey[0] = 1;
        assertThat(tokens.token("uid"))
                .isNotEqualTo(tokens.token("uid2"))
                .isNotEqualTo(new RunTokens(otherKey).token("uid"));
    }

    @Test
    void shouldRefuseKeyWhenItIsShort() {
        assertThatThrownBy(() -> new RunTokens(new byte[31])).hasMessageContaining("31 bytes");
    }
}
