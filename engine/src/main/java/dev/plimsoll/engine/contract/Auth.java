package dev.plimsoll.engine.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How requests prove who sends them, where they have no {@code Authorization} field of their own. Secrets stand in
 * files on the runner.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Auth.Basic.class, name = "Basic"),
    @JsonSubTypes.Type(value = Auth.Bearer.class, name = "Bearer"),
    @JsonSubTypes.Type(value = Auth.ClientCredentials.class, name = "ClientCredentials")
})
public sealed interface Auth {

    /** Name and password (RFC 7617). */
    record Basic(String usernameFile, String passwordFile) implements Auth {}

    /** A token (RFC 6750). */
    record Bearer(String tokenFile) implements Auth {}

    /**
     * A token that the runner gets, and gets again before it expires, by OAuth 2.0 client credentials (RFC 6749, 4.4).
     *
     * @param tokenUrl where
     * @param clientIdFile file with the client's name
     * @param clientSecretFile file with its secret
     * @param scopes what to ask for; may be empty
     * @param audience of the token; null for none
     */
    record ClientCredentials(
            String tokenUrl,
            String clientIdFile,
            String clientSecretFile,
            List<String> scopes,
            @Nullable String audience)
            implements Auth {
        public ClientCredentials {
            scopes = List.copyOf(scopes);
        }
    }
}
