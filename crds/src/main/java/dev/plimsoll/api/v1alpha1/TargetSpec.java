package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.plimsoll.api.v1alpha1.AuthSpec.SecretRef;
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

        @Nullable @JsonPropertyDescription("How to speak HTTP; when absent, HTTP/1.1 over connections that all share.")
        HttpSpec http,

        @Nullable @JsonPropertyDescription("How to trust an https target, and what it is shown.")
        TlsSpec tls,

        @Nullable
        @JsonPropertyDescription(
                "How requests prove who sends them, where they have no Authorization header of their own.")
        AuthSpec auth) {

    /** Where requests go, in the plainest way. */
    public TargetSpec(@Nullable String url, @Nullable ServiceRef service, @Nullable TlsSpec tls) {
        this(url, service, null, tls, null);
    }

    /**
     * The same way of speaking, to another Service.
     *
     * @param certified name in its certificate when it speaks https, unless the target says one
     */
    public TargetSpec at(ServiceRef other, String certified) {
        return new TargetSpec(
                null, other, http, other.scheme() == Scheme.https ? TlsSpec.named(tls, certified) : tls, auth);
    }

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
            Scheme scheme) {

        /** The same port of another Service. */
        public ServiceRef named(String other) {
            return new ServiceRef(other, namespace, port, scheme);
        }
    }

    /** Protocol of a Service. */
    public enum Scheme {
        http,
        https
    }

    /** How to speak HTTP. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HttpSpec(
            @Default("Http1")
            @JsonPropertyDescription(
                    "Http1: HTTP/1.1. Http2: by ALPN with TLS, else by prior knowledge. Negotiated: what "
                            + "the target chooses by ALPN.")
            Version version,

            @Default("100")
            @Min(1)
            @Max(10000)
            @JsonPropertyDescription("Most requests at once on one connection of HTTP/2; the target may allow fewer.")
            Integer streams,

            @Default("Shared")
            @JsonPropertyDescription(
                    "Shared: a request takes any that is free. PerUser: each turn, or in the Closed model "
                            + "each user, has its own.")
            Connections connections,

            @Default("30s")
            @Pattern(Formats.DURATION)
            @Size(max = 32)
            @JsonPropertyDescription(
                    "How often the target's name is looked up again; open connections stay where they are.")
            String resolveEvery) {

        /** Version of HTTP. */
        public enum Version {
            Http1,
            Http2,
            Negotiated
        }

        /** Who uses a connection. */
        public enum Connections {
            Shared,
            PerUser
        }
    }

    /** Trust in an https target, and what it is shown. */
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
            String serverName,

            @Nullable
            @JsonPropertyDescription("A Secret with a client's certificate: the keys tls.crt and tls.key, as "
                    + "kubernetes.io/tls has. The key is PKCS#8.")
            SecretRef clientCertificateSecretRef,

            @Default("Resume")
            @JsonPropertyDescription(
                    "Resume: earlier sessions are taken up again, as browsers do. Full: a whole handshake "
                            + "for every connection.")
            Sessions sessions) {

        private static TlsSpec named(@Nullable TlsSpec tls, String serverName) {
            if (tls == null) {
                return new TlsSpec(null, false, serverName, null, Sessions.Resume);
            }
            return tls.serverName != null
                    ? tls
                    : new TlsSpec(
                            tls.caSecretRef,
                            tls.insecureSkipVerify,
                            serverName,
                            tls.clientCertificateSecretRef,
                            tls.sessions);
        }

        /** What a new connection does. */
        public enum Sessions {
            Resume,
            Full
        }
    }

    /** A key of a Secret. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SecretKeyRef(
            @Required @Pattern(Formats.OBJECT_NAME) @Size(max = 253) @JsonPropertyDescription("Name of the Secret.")
            String name,

            @Default("ca.crt") @Pattern(Formats.KEY) @Size(max = 253) @JsonPropertyDescription("Key in the Secret.")
            String key) {}
}
