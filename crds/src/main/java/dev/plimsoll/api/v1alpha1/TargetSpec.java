package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where requests go: a URL, or a Service of the cluster. */
@ValidationRule(value = "has(self.url) != has(self.service)", message = "set exactly one of url and service")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TargetSpec(
        @Nullable
        @Size(max = 2048)
        @Pattern("^https?://[^/?#\\s]+(/[^?#\\s]*)?$")
        @JsonPropertyDescription("Base URL, such as http://checkout.shop.svc:8080. Steps' paths are put after it.")
        String url,

        @Nullable @JsonPropertyDescription("A Service of the cluster, instead of a URL.")
        ServiceRef service,

        @Nullable @JsonPropertyDescription("How to trust an https target.")
        TlsSpec tls) {

    /** A Service of the cluster. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ServiceRef(
            @Required @Pattern(Formats.NAME) @Size(max = 63) @JsonPropertyDescription("Name of the Service.")
            String name,

            @Nullable
            @Pattern(Formats.NAME)
            @Size(max = 63)
            @JsonPropertyDescription("Its namespace; the LoadTest's own when absent.")
            String namespace,

            @Required @Min(1) @Max(65535) @JsonPropertyDescription("Its port.")
            Integer port,

            @Default("http") @JsonPropertyDescription("http or https.")
            Scheme scheme) {}

    /** Protocol of a Service. */
    public enum Scheme {
        http,
        https
    }

    /** Trust in an https target. */
    @ValidationRule(
            value = "!(has(self.caSecretRef) && self.insecureSkipVerify)",
            message = "caSecretRef has no effect with insecureSkipVerify: remove one of them")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TlsSpec(
            @Nullable
            @JsonPropertyDescription(
                    "Secret in the same namespace with the PEM certificates of the authorities to trust.")
            SecretKeyRef caSecretRef,

            @Default("false") @JsonPropertyDescription("Accept any certificate. For tests of test systems only.")
            Boolean insecureSkipVerify,

            @Nullable
            @Size(min = 1, max = 253)
            @JsonPropertyDescription(
                    "Name to send by SNI and to check in the certificate, when it is not the URL's host.")
            String serverName) {}

    /** A key of a Secret. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SecretKeyRef(
            @Required @Pattern(Formats.OBJECT_NAME) @Size(max = 253) @JsonPropertyDescription("Name of the Secret.")
            String name,

            @Default("ca.crt")
            @Pattern("^[-._a-zA-Z0-9]+$")
            @Size(max = 253)
            @JsonPropertyDescription("Key in the Secret.")
            String key) {}
}
