package dev.plimsoll.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.bench.process.Programs;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerTest {
    private static final Programs NONE = new Programs(List.of());

    @Test
    void shouldFillInWhatTheCommandAsksFor() {
        var peer = Peer.parse(
                "wrk2=/opt/wrk2 -c{connections} -d {seconds} -R {rate} -r {rate-per-connection} {url}", NONE);

        assertThat(peer.command(new Shape(64, 3, 10, 20_000), "http://127.0.0.1:80/"))
                .isEqualTo("/opt/wrk2 -c64 -d 14 -R 20000 -r 312.500 http://127.0.0.1:80/");
    }

    @Test
    void shouldSayHowToGetItWhenItIsMissing() {
        for (var mode : Mode.values()) {
            for (var peer : Peer.ofDebian(mode, NONE)) {
                assertThat(peer.absence(mode)).get().asString().contains("apt-get install ");
            }
        }
    }

    @Test
    void shouldRefuseWhenThereIsNoNameOrNoCommand() {
        assertThatThrownBy(() -> Peer.parse("wrk2", NONE)).hasMessageContaining("NAME=COMMAND");
        assertThatThrownBy(() -> Peer.parse("wrk2= ", NONE)).hasMessageContaining("NAME=COMMAND");
    }

    @Test
    void shouldNoticeWhenAToolSpeaksOfFailures() {
        assertThat(Peer.complaint("  Non-2xx or 3xx responses: 12")).isPresent();
        assertThat(Peer.complaint("  Socket errors: connect 0, read 3, write 0, timeout 0"))
                .isPresent();
        assertThat(Peer.complaint("requests: 9 total, 9 started, 9 done, 8 succeeded, 1 failed, 0 errored"))
                .isPresent();
        assertThat(Peer.complaint("  [503]\t12 responses")).isPresent();
        assertThat(Peer.complaint("requests: 9 total, 9 started, 9 done, 9 succeeded, 0 failed, 0 errored, 0 timeout"))
                .isEmpty();
        assertThat(Peer.complaint("  [200]\t12 responses")).isEmpty();
    }
}
