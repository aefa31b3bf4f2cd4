package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.TargetSpec;
import dev.plimsoll.api.v1alpha1.TargetSpec.SecretKeyRef;
import dev.plimsoll.api.v1alpha1.TargetSpec.ServiceRef;
import dev.plimsoll.api.v1alpha1.TargetSpec.TlsSpec;
import dev.plimsoll.engine.contract.Target;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Resolves a target in which the rules found no problem. */
final class TargetPlanner {
    private final Function<SecretKeyRef, String> caFile;

    /** Takes where the runner finds the certificates of a Secret's key. */
    TargetPlanner(Function<SecretKeyRef, String> caFile) {
        this.caFile = caFile;
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
                https ? tls(spec.tls()) : null);
    }

    private Target.Tls tls(@Nullable TlsSpec spec) {
        if (spec == null) {
            return new Target.Tls(null, null, false);
        }
        var ca = spec.caSecretRef() == null ? null : caFile.apply(spec.caSecretRef());
        return new Target.Tls(ca, spec.serverName(), spec.insecureSkipVerify());
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
