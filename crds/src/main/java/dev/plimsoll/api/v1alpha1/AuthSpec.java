package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How requests prove who sends them. */
@ValidationRule(
        value = "[has(self.basic), has(self.bearer), has(self.oauth2)].exists_one(each, each)",
        message = "set exactly one of basic, bearer and oauth2")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuthSpec(
        @Nullable @JsonPropertyDescription("A name and a password, RFC 7617.")
        BasicSpec basic,

        @Nullable @JsonPropertyDescription("A token, RFC 6750.")
        BearerSpec bearer,

        @Nullable
        @JsonPropertyDescription("Tokens by OAuth 2.0 client credentials, RFC 6749, 4.4; got again before they expire.")
        OAuth2Spec oauth2) {

    /** A name and a password. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BasicSpec(
            @Required
            @JsonPropertyDescription("A Secret with the keys username and password, as kubernetes.io/basic-auth has.")
            SecretRef secretRef) {}

    /** A token. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BearerSpec(
            @Required @JsonPropertyDescription("A Secret with the token.")
            TokenRef secretRef) {}

    /** Where tokens come from. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OAuth2Spec(
            @Required
            @Pattern("^https?://[^/?#\\s]+(/[^#\\s]*)?$")
            @Size(max = 2048)
            @JsonPropertyDescription("The token endpoint. Where it is https, tls of the target is for it too: its "
                    + "authorities are trusted beside the runtime's, and its client certificate is shown.")
            String tokenUrl,

            @Required @JsonPropertyDescription("A Secret with the keys client_id and client_secret.")
            SecretRef secretRef,

            @Nullable @Size(max = 50) @JsonPropertyDescription("What to ask for.")
            List<@Size(min = 1, max = 256) String> scopes,

            @Nullable @Size(min = 1, max = 2048) @JsonPropertyDescription("Whom the token is for.")
            String audience) {}

    /** A Secret. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SecretRef(
            @Required
            @Pattern(Formats.OBJECT_NAME)
            @Size(max = 253)
            @JsonPropertyDescription("Name of the Secret, in the same namespace.")
            String name) {}

    /** A key of a Secret. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TokenRef(
            @Required
            @Pattern(Formats.OBJECT_NAME)
            @Size(max = 253)
            @JsonPropertyDescription("Name of the Secret, in the same namespace.")
            String name,

            @Default("token") @Pattern(Formats.KEY) @Size(max = 253) @JsonPropertyDescription("Key in it.")
            String key) {}
}
