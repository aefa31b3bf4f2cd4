package dev.plimsoll.runner.auth;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A token by OAuth 2.0 client credentials. A virtual thread gets the next one when four fifths of its life are over; as
 * long as there is none to be had, the old one stays and the thread tries on: requests that are refused for it are
 * counted as the target refuses them.
 */
final class ClientCredentials implements Authorization {
    private static final Logger LOG = LoggerFactory.getLogger(ClientCredentials.class);
    private static final double PART_OF_LIFE = 0.8;
    private static final long RETRY_MILLIS = 2_000;

    private final TokenRequest request;
    private final Thread renewal;
    private volatile String value;

    private ClientCredentials(TokenRequest request, TokenRequest.Token first) {
        this.request = request;
        value = bearer(first);
        renewal = Thread.ofVirtual().name("token").unstarted(() -> renew(first));
    }

    /** Gets a first token, and begins to look after the next. */
    static ClientCredentials begin(TokenRequest request) throws AuthorizationException, InterruptedException {
        var authorization = new ClientCredentials(request, request.send());
        authorization.renewal.start();
        return authorization;
    }

    @Override
    public String value() {
        return value;
    }

    @Override
    public void close() {
        renewal.interrupt();
    }

    private void renew(TokenRequest.Token first) {
        try {
            for (long wait = waitMillis(first); ; ) {
                TimeUnit.MILLISECONDS.sleep(wait);
                wait = renewOnce();
            }
        } catch (InterruptedException e) {
            // it is closed
        }
    }

    private long renewOnce() throws InterruptedException {
        try {
            var token = request.send();
            value = bearer(token);
            return waitMillis(token);
        } catch (AuthorizationException e) {
            LOG.warn("The token is not renewed, and the old one stays in use: {}", e.getMessage());
            return RETRY_MILLIS;
        }
    }

    private static long waitMillis(TokenRequest.Token token) {
        return (long) (TimeUnit.SECONDS.toMillis(token.lifeSeconds()) * PART_OF_LIFE);
    }

    private static String bearer(TokenRequest.Token token) {
        return "Bearer " + token.text();
    }
}
