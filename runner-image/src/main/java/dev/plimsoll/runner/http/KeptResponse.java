package dev.plimsoll.runner.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A response as it comes in. What is not kept costs no memory; what is kept is let go with the next {@link #expect}.
 */
final class KeptResponse implements Response {
    private static final byte[] NOTHING = {};
    private static final int LEAST_CAPACITY = 512;

    private final ArrayList<String> names = new ArrayList<>(0);
    private final ArrayList<String> values = new ArrayList<>(0);
    private Keep keep = Keep.NOTHING;
    private int status;
    private long receivedBytes;
    private long bodyBytes;
    private final BodyMemory memory;
    private byte[] raw = NOTHING;
    private int kept;
    private boolean dropped;
    private boolean atOnce;
    private BodyDecoder.@Nullable Decoded decoded;

    /** One whose body may take what a single body may. */
    KeptResponse() {
        this(new BodyMemory(MOST_BODY_BYTES));
    }

    /** One whose body takes its memory from there. */
    KeptResponse(BodyMemory memory) {
        this.memory = memory;
    }

    /** Makes ready for the next response. */
    void expect(Keep keep) {
        this.keep = keep;
        receivedBytes = 0;
        bodyBytes = 0;
        dropped = false;
        atOnce = false;
        release();
    }

    /** Lets go of what was kept. */
    void release() {
        releaseBody();
        decoded = null;
        clearFields();
    }

    private void releaseBody() {
        memory.giveBack(raw.length);
        raw = NOTHING;
        kept = 0;
    }

    /** A head begins; what an interim response had is forgotten. */
    void status(int status) {
        this.status = status;
        clearFields();
    }

    private void clearFields() {
        if (!names.isEmpty()) {
            names.clear();
            values.clear();
        }
    }

    /** What is to be kept. */
    Keep keep() {
        return keep;
    }

    /** Keeps a header field. */
    void add(String name, String value) {
        names.add(name.toLowerCase(Locale.ROOT));
        values.add(value);
    }

    /** Keeps more of the value of the last field, which was folded. */
    void fold(String more) {
        if (!values.isEmpty()) {
            int last = values.size() - 1;
            values.set(last, (values.get(last) + ' ' + more).strip());
        }
    }

    void cameAtOnce(boolean atOnce) {
        this.atOnce = atOnce;
    }

    int heldBytes() {
        return raw.length;
    }

    void received(long bytes) {
        receivedBytes += bytes;
    }

    /** A part of the body came; it is read where it lies, and indices stay as they are. */
    void body(ByteBuf in, int from, int length) {
        bodyBytes += length;
        if (keep == Keep.BODY && kept < MOST_BODY_BYTES && !dropped) {
            keepBody(in, from, Math.min(length, MOST_BODY_BYTES - kept));
        }
    }

    private void keepBody(ByteBuf in, int from, int length) {
        if (kept + length > raw.length) {
            int doubled = Math.max(2 * raw.length, LEAST_CAPACITY);
            int capacity = Math.min(Math.max(doubled, kept + length), MOST_BODY_BYTES);
            if (!memory.take(capacity - raw.length)) {
                dropped = true;
                releaseBody();
                return;
            }
            raw = Arrays.copyOf(raw, capacity);
        }
        in.getBytes(from, raw, kept, length);
        kept += length;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public long receivedBytes() {
        return receivedBytes;
    }

    @Override
    public long bodyBytes() {
        return bodyBytes;
    }

    @Override
    public @Nullable String field(String name) {
        int found = names.indexOf(name.toLowerCase(Locale.ROOT));
        return found < 0 ? null : values.get(found);
    }

    @Override
    public List<String> fields(String name) {
        if (names.isEmpty()) {
            return List.of();
        }
        var wanted = name.toLowerCase(Locale.ROOT);
        var found = new ArrayList<String>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(wanted)) {
                found.add(values.get(i));
            }
        }
        return found;
    }

    @Override
    public byte[] body() {
        return decoded().bytes();
    }

    @Override
    public String text() {
        return new String(body(), charset());
    }

    @Override
    public boolean bodyCutOff() {
        return keep == Keep.BODY && (kept < bodyBytes || decoded().cutOff());
    }

    @Override
    public boolean cameAtOnce() {
        return atOnce;
    }

    @Override
    public boolean bodyDropped() {
        return dropped;
    }

    private BodyDecoder.Decoded decoded() {
        if (decoded == null) {
            decoded = BodyDecoder.decode(fields("content-encoding"), Arrays.copyOf(raw, kept), MOST_BODY_BYTES);
        }
        return decoded;
    }

    private Charset charset() {
        var type = field("content-type");
        int at = type == null ? -1 : type.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (type == null || at < 0) {
            return StandardCharsets.UTF_8;
        }
        var name =
                type.substring(at + "charset=".length()).split("[;\\s]", 2)[0].replace("\"", "");
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
