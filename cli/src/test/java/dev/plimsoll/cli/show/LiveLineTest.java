package dev.plimsoll.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveLineTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final AtomicLong now = new AtomicLong();

    @Test
    void shouldRewriteOneLineAndTakeItAwayWhenOnATerminal() {
        var line = LiveLine.onTerminal(out, 10, now::get);
        line.show("short");
        line.show("longer than the terminal");
        line.clear();
        line.clear();

        assertThat(text()).isEqualTo("\r\u001b[2Kshort\r\u001b[2Klonger th\r\u001b[2K");
    }

    @Test
    void shouldPrintALineEveryFiveSecondsWhenIntoALog() {
        var line = LiveLine.intoLog(out, now::get);
        for (int second = 0; second <= 10; second++) {
            now.set(second * 1_000_000_000L);
            line.show("second " + second);
        }
        line.clear();

        assertThat(text().lines()).containsExactly("second 0", "second 5", "second 10");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
