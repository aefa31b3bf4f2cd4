package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.AuthSpec;
import dev.plimsoll.api.v1alpha1.FileRef;
import dev.plimsoll.api.v1alpha1.FileRefs;
import dev.plimsoll.api.v1alpha1.TargetSpec;
import dev.plimsoll.api.v1alpha1.TargetSpec.HttpSpec;
import dev.plimsoll.api.v1alpha1.TargetSpec.ServiceRef;
import dev.plimsoll.api.v1alpha1.TargetSpec.TlsSpec;
import dev.plimsoll.engine.contract.Auth;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.quantity.Durations;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Resolves a target in which the rules found no problem. */
final class TargetPlanner {
    private final Function<FileRef, String> files;

    /** Takes where the runner finds a key of a ConfigMap or Secret. */
    TargetPlanner(Function<FileRef, String> files) {
        this.files = files;
    }

    /** Where requests go, as one URL; a Service is looked for in the namespace of the run unless it names its own. */
    static String url(TargetSpec spec, String namespace) {
        return spec.service() == null ? String.valueOf(spec.url()) : url(spec.service(), namespace);
    }

    Target target(TargetSpec spec, String namespace) {
        var uri = URI.create(url(spec, namespace));
        boolean https = uri.getScheme().equals("https");
        int standardPort = https ? 443 : 80;
        return new Target(
                uri.getScheme(),
                withoutBrackets(uri.getHost()),
                uri.getPort() < 0 ? standardPort : uri.getPort(),
                withoutLastSlash(uri.getRawPath()),
                https ? tls(spec.tls()) : null,
                http(spec.http()),
                spec.auth() == null ? null : auth(spec.auth()));
    }

    private static Target.Http http(@Nullable HttpSpec spec) {
        if (spec == null) {
            return Target.Http.DEFAULT;
        }
        var version = switch (spec.version()) {
            case Http1 -> Target.Version.HTTP_1_1;
            case Http2 -> Target.Version.HTTP_2;
            case Negotiated -> Target.Version.NEGOTIATED;
        };
        var sharing = switch (spec.connections()) {
            case Shared -> Target.Sharing.SHARED;
            case PerUser -> Target.Sharing.PER_USER;
        };
        return new Target.Http(version, spec.streams(), sharing, Durations.parse(spec.resolveEvery()));
    }

    private @Nullable Auth auth(AuthSpec spec) {
        if (spec.basic() != null) {
            var secret = spec.basic().secretRef().name();
            return new Auth.Basic(secretFile(secret, FileRefs.USERNAME), secretFile(secret, FileRefs.PASSWORD));
        }
        if (spec.bearer() != null) {
            var token = spec.bearer().secretRef();
            return new Auth.Bearer(secretFile(token.name(), token.key()));
        }
        return spec.oauth2() == null ? null : clientCredentials(spec.oauth2());
    }

    private Auth clientCredentials(AuthSpec.OAuth2Spec spec) {
        var secret = spec.secretRef().name();
        return new Auth.ClientCredentials(
                spec.tokenUrl(),
                secretFile(secret, FileRefs.CLIENT_ID),
                secretFile(secret, FileRefs.CLIENT_SECRET),
                spec.scopes() == null ? List.of() : spec.scopes(),
                spec.audience());
    }

    private String secretFile(String name, String key) {
        return files.apply(FileRef.ofSecret(name, key));
    }

    private Target.Tls tls(@Nullable TlsSpec spec) {
        if (spec == null) {
            return new Target.Tls(null, null, false);
        }
        var ca = spec.caSecretRef();
        var client = spec.clientCertificateSecretRef();
        return new Target.Tls(
                ca == null ? null : secretFile(ca.name(), ca.key()),
                spec.serverName(),
                spec.insecureSkipVerify(),
                client == null ? null : secretFile(client.name(), FileRefs.TLS_CERTIFICATE),
                client == null ? null : secretFile(client.name(), FileRefs.TLS_KEY),
                switch (spec.sessions()) {
                    case Resume -> true;
                    case Full -> false;
                });
    }

    private static String url(ServiceRef service, String namespace) {
        var in = service.namespace() == null ? namespace : service.namespace();
        return "%s://%s.%s.svc:%d".formatted(service.scheme(), service.name(), in, service.port());
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String withoutLastSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
