package dev.plimsoll.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.runner.http.ResponseDecoder.Progress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** What a decoder read of a stream of bytes that came in pieces, with everything that must hold on the way. */
final class DecoderRun {
    /** One response as it was read. */
    record Seen(
            int status, long receivedBytes, long bodyBytes, int bodyHash, List<String> cookies, boolean keepAlive) {}

    private final IntPredicate isHead;
    private final ResponseDecoder decoder = new ResponseDecoder(new BodyMemory(Response.MOST_BODY_BYTES));
    private final List<Seen> seen = new ArrayList<>();
    private String end = "";

    private DecoderRun(IntPredicate isHead) {
        this.isHead = isHead;
        expect();
    }

    /**
     * Decodes a stream.
     *
     * @param isHead whether the n-th request was {@code HEAD}
     * @param pieces length of the piece that begins at a place
     */
    static DecoderRun of(byte[] stream, IntPredicate isHead, IntUnaryOperator pieces) {
        var run = new DecoderRun(isHead);
        int from = 0;
        while (from < stream.length && run.end.isEmpty()) {
            int to = (int) Math.min(stream.length, (long) from + Math.max(1, pieces.applyAsInt(from)));
            run.piece(Arrays.copyOfRange(stream, from, to));
            from = to;
        }
        run.finish();
        return run;
    }

    List<Seen> seen() {
        return seen;
    }

    /** How it ended. */
    String end() {
        return end;
    }

    private void expect() {
        decoder.expect(isHead.test(seen.size()), Keep.BODY);
    }

    private void piece(byte[] bytes) {
        var in = Unpooled.directBuffer(bytes.length).writeBytes(bytes);
        try {
            while (in.isReadable() && end.isEmpty()) {
                read(in);
            }
            assertThat(in.refCnt()).as("references to the piece").isEqualTo(1);
        } finally {
            in.release();
        }
    }

    private void read(ByteBuf in) {
        switch (decoder.decode(in)) {
            case COMPLETE -> complete();
            case MALFORMED -> end = "malformed";
            case PARTIAL -> assertThat(in.isReadable()).as("bytes left unread").isFalse();
        }
        assertThat(decoder.heldBytes())
                .as("memory held")
                .isLessThanOrEqualTo(2 * ResponseDecoder.MAX_HEAD + Response.MOST_BODY_BYTES);
    }

    private void complete() {
        var response = decoder.response();
        seen.add(new Seen(
                response.status(),
                response.receivedBytes(),
                response.bodyBytes(),
                Arrays.hashCode(response.body()),
                response.fields("set-cookie"),
                decoder.keepAlive()));
        expect();
    }

    private void finish() {
        if (end.isEmpty()) {
            end = "cut";
            if (decoder.endOfStream() == Progress.COMPLETE) {
                complete();
            }
        }
    }

    /** Two runs are alike when they read the same. */
    List<Object> account() {
        return List.of(seen, end);
    }
}
