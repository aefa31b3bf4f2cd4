package dev.plimsoll.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class KeptResponseTest {
    private final BodyMemory memory = new BodyMemory(1_000);
    private final KeptResponse first = keeping();
    private final KeptResponse second = keeping();

    private KeptResponse keeping() {
        var response = new KeptResponse(memory);
        response.expect(Keep.BODY);
        return response;
    }

    private static void read(int bytes, KeptResponse response) {
        response.body(Unpooled.wrappedBuffer(new byte[bytes]), 0, bytes);
    }

    @Test
    void shouldDropABodyForWhichTheOthersLeaveNoMemory() {
        read(600, first);
        read(300, second);
        read(300, second);
        assertThat(first.bodyDropped()).isFalse();
        assertThat(second.bodyDropped()).isTrue();
        assertThat(second.body()).isEmpty();
        assertThat(second.bodyBytes()).isEqualTo(600);
        assertThat(memory.taken()).isEqualTo(600);
    }

    @Test
    void shouldGiveItsMemoryBackOnce() {
        read(600, first);
        first.release();
        first.release();
        assertThat(memory.taken()).isZero();
        read(700, second);
        assertThat(second.bodyDropped()).isFalse();
        second.expect(Keep.BODY);
        assertThat(memory.taken()).isZero();
    }
}
