package dev.plimsoll.runner.load;

import dev.plimsoll.runner.http.ConnectionObserver;
import dev.plimsoll.runner.record.Recorder;

/** Records what becomes of a loop's connections, in the interval in which it is seen. */
final class ConnectionNotes implements ConnectionObserver {
    private final Recorder recorder;

    ConnectionNotes(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public void opened(long connectNanos, long handshakeNanos) {
        recorder.connections().opened(connectNanos);
        if (handshakeNanos != NONE) {
            recorder.connections().handshake(handshakeNanos);
        }
    }

    @Override
    public void failed() {
        recorder.connections().failed();
    }

    @Override
    public void goneAway() {
        recorder.connections().goneAway();
    }

    @Override
    public void streamReset() {
        recorder.connections().streamReset();
    }
}
