package dev.plimsoll.runner.http;

/** What an exchange waits on: a connection, or the attempt to open one. */
public interface Carrier {
    /** Gives up what this exchange waits for; it hears no more of it. */
    void abandon(Exchange exchange);
}
