package dev.plimsoll.runner.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Netty's decoder of HPACK; gives each field to its stream as it is read, and makes no map of them. */
final class FieldDecoder extends DefaultHttp2HeadersDecoder {
    private final IntFunction<@Nullable StreamExchange> streams;
    private final Fields fields = new Fields();

    /** Of a stream that is not there, fields are read and forgotten. */
    FieldDecoder(int maxHeaderList, IntFunction<@Nullable StreamExchange> streams) {
        super(true, maxHeaderList);
        this.streams = streams;
    }

    @Override
    public Http2Headers decodeHeaders(int id, ByteBuf block) throws Http2Exception {
        var stream = streams.apply(id);
        fields.receiver = stream == null ? null : stream.response();
        if (stream != null) {
            stream.response().headBegins();
        }
        return super.decodeHeaders(id, block);
    }

    @Override
    protected Http2Headers newHeaders() {
        return fields;
    }

    /** Stays empty. */
    private static final class Fields extends DefaultHttp2Headers {
        private @Nullable StreamResponse receiver;

        @Override
        public Http2Headers add(CharSequence name, CharSequence value) {
            if (receiver != null) {
                receiver.field(AsciiString.of(name), AsciiString.of(value));
            }
            return this;
        }
    }
}
