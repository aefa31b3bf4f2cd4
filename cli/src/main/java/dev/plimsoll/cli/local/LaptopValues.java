package dev.plimsoll.cli.local;

import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.RunnersSpec;
import dev.plimsoll.api.v1alpha1.TargetSpec;
import dev.plimsoll.api.v1alpha1.TargetSpec.SecretKeyRef;
import dev.plimsoll.api.v1alpha1.TargetSpec.TlsSpec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a laptop has in place of a cluster's things.
 *
 * @param target URL in place of the spec's target; null for the spec's own
 * @param runners number of processes in place of the spec's number of pods
 * @param caFile PEM file in place of the Secret of {@code caSecretRef}; null for none
 */
public record LaptopValues(
        @Nullable String target, int runners, @Nullable Path caFile) {

    /** The spec with these values in it. */
    LoadTestSpec applyTo(LoadTestSpec spec) {
        return new LoadTestSpec(
                target(spec.target()),
                spec.load(),
                spec.phases(),
                spec.scenarios(),
                new RunnersSpec(
                        runners, spec.runners().resources(), spec.runners().template()),
                spec.budgets(),
                spec.abort());
    }

    private TargetSpec target(TargetSpec spec) {
        var url = target == null ? spec.url() : target;
        var service = target == null ? spec.service() : null;
        boolean https = url != null && url.startsWith("https://");
        if (target != null && !https) {
            return new TargetSpec(url, service, null);
        }
        return new TargetSpec(url, service, https && caFile != null ? withCaFile(spec.tls()) : spec.tls());
    }

    /** Trusts the file, whatever the spec trusts; the name of the Secret is never looked up. */
    private static TlsSpec withCaFile(@Nullable TlsSpec spec) {
        var secret = new SecretKeyRef("ca-file", "ca.crt");
        return new TlsSpec(secret, false, spec == null ? null : spec.serverName());
    }
}
