package dev.plimsoll.runner.http;

/** An open connection to the target, whatever version of HTTP it speaks. */
public interface Connection extends Carrier {
    /** Writes a request; it leaves with the pool's next flush. The connection must have come from its pool just now. */
    void send(Request request, Exchange exchange);
}
