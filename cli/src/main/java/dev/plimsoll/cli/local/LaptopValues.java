package dev.plimsoll.cli.local;

import dev.plimsoll.api.v1alpha1.ComparisonSpec;
import dev.plimsoll.api.v1alpha1.FileRef;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.RunnersSpec;
import dev.plimsoll.api.v1alpha1.TargetSpec;
import dev.plimsoll.api.v1alpha1.TargetSpec.SecretKeyRef;
import dev.plimsoll.api.v1alpha1.TargetSpec.TlsSpec;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a laptop has in place of a cluster's things.
 *
 * @param urls in place of the spec's targets
 * @param runners number of processes in place of the spec's number of pods
 * @param caFile PEM file in place of the Secret of {@code caSecretRef}; null for none
 * @param files in place of other keys of ConfigMaps and Secrets
 */
public record LaptopValues(Urls urls, int runners, @Nullable Path caFile, LaptopFiles files) {

    /**
     * Where this machine reaches what a spec sends requests to; null for where the spec says.
     *
     * @param target of a test that compares nothing
     * @param baseline of a comparison
     * @param candidate of a comparison
     */
    public record Urls(
            @Nullable String target,
            @Nullable String baseline,
            @Nullable String candidate) {
        /** Everything is where the spec says. */
        public static final Urls OF_SPEC = new Urls(null, null, null);
    }

    /** Stands for the PEM file where a spec names a Secret. */
    private static final FileRef CA_FILE = FileRef.ofSecret("--ca-file", "ca.crt");

    /** What this machine has for a key of a ConfigMap or Secret that the spec, with these values in it, names. */
    Optional<Path> file(FileRef ref, String namespace) {
        return ref.equals(CA_FILE) ? Optional.ofNullable(caFile).map(Path::toAbsolutePath) : files.find(ref, namespace);
    }

    /**
     * Whether the test runs as a gate would: its target stands for two revisions, and somebody says where these are.
     */
    boolean compareRevisions(LoadTestSpec spec) {
        return spec.gate() != null && spec.target() != null && (urls.baseline() != null || urls.candidate() != null);
    }

    /** The spec with these values in it. */
    LoadTestSpec applyTo(LoadTestSpec spec) {
        var whole = compareRevisions(spec) ? spec.against(null, ofRevisions(spec)) : spec;
        return replaced(whole);
    }

    private static ComparisonSpec ofRevisions(LoadTestSpec spec) {
        var both = Objects.requireNonNull(spec.target());
        return new ComparisonSpec(
                both, both, Objects.requireNonNull(spec.gate()).rounds());
    }

    private LoadTestSpec replaced(LoadTestSpec spec) {
        return new LoadTestSpec(
                spec.target() == null ? null : target(spec.target(), urls.target()),
                spec.comparison() == null ? null : comparison(spec.comparison()),
                spec.load(),
                spec.phases(),
                spec.scenarios(),
                spec.data(),
                new RunnersSpec(
                        runners, spec.runners().resources(), spec.runners().template()),
                spec.budgets(),
                spec.abort(),
                spec.gate(),
                spec.schedule(),
                spec.history(),
                spec.notifications());
    }

    private ComparisonSpec comparison(ComparisonSpec spec) {
        return new ComparisonSpec(
                target(spec.baseline(), urls.baseline()), target(spec.candidate(), urls.candidate()), spec.rounds());
    }

    private TargetSpec target(TargetSpec spec, @Nullable String target) {
        var url = target == null ? spec.url() : target;
        var service = target == null ? spec.service() : null;
        boolean https = url != null && url.startsWith("https://");
        return new TargetSpec(
                url, service, spec.http(), target != null && !https ? null : tls(spec.tls(), https), spec.auth());
    }

    private @Nullable TlsSpec tls(@Nullable TlsSpec spec, boolean https) {
        return https && caFile != null ? withCaFile(spec) : spec;
    }

    /** Trusts the file, whatever the spec trusts; the name of the Secret is never looked up. */
    private static TlsSpec withCaFile(@Nullable TlsSpec spec) {
        var secret = new SecretKeyRef(CA_FILE.name(), CA_FILE.key());
        return spec == null
                ? new TlsSpec(secret, false, null, null, TlsSpec.Sessions.Resume)
                : new TlsSpec(secret, false, spec.serverName(), spec.clientCertificateSecretRef(), spec.sessions());
    }
}
