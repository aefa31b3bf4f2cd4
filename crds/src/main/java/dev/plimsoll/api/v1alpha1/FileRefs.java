package dev.plimsoll.api.v1alpha1;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the ConfigMaps and Secrets that a spec names. */
public final class FileRefs {
    /** Keys that Kubernetes has for a Secret of type {@code kubernetes.io/basic-auth}. */
    public static final String USERNAME = "username";

    public static final String PASSWORD = "password";

    /** Keys of a Secret of an OAuth 2.0 client. */
    public static final String CLIENT_ID = "client_id";

    public static final String CLIENT_SECRET = "client_secret";

    /** Keys that Kubernetes has for a Secret of type {@code kubernetes.io/tls}. */
    public static final String TLS_CERTIFICATE = "tls.crt";

    public static final String TLS_KEY = "tls.key";

    private final Map<String, List<FileRef>> byField = new LinkedHashMap<>();

    private FileRefs() {}

    /**
     * The files that runners of a spec need, by the field that names them: {@code spec.data.users.csv.configMapRef}.
     */
    public static Map<String, List<FileRef>> of(LoadTestSpec spec) {
        var refs = new FileRefs();
        refs.ofTarget("spec.target", spec.target());
        if (spec.comparison() != null) {
            refs.ofTarget("spec.comparison.baseline", spec.comparison().baseline());
            refs.ofTarget("spec.comparison.candidate", spec.comparison().candidate());
        }
        if (spec.data() != null) {
            spec.data().forEach((name, data) -> {
                refs.ofSource("spec.data." + name + ".csv", data.csv());
                refs.ofSource("spec.data." + name + ".json", data.json());
            });
        }
        for (int i = 0; i < spec.scenarios().size(); i++) {
            refs.ofSteps("spec.scenarios[" + i + "]", spec.scenarios().get(i).steps());
        }
        return refs.byField;
    }

    private void ofTarget(String field, @Nullable TargetSpec target) {
        if (target == null) {
            return;
        }
        var tls = target.tls();
        if (tls != null && tls.caSecretRef() != null) {
            var ca = tls.caSecretRef();
            byField.put(field + ".tls.caSecretRef", List.of(FileRef.ofSecret(ca.name(), ca.key())));
        }
        if (tls != null && tls.clientCertificateSecretRef() != null) {
            ofSecret(
                    field + ".tls.clientCertificateSecretRef",
                    tls.clientCertificateSecretRef(),
                    TLS_CERTIFICATE,
                    TLS_KEY);
        }
        var auth = target.auth();
        if (auth == null) {
            return;
        }
        if (auth.basic() != null) {
            ofSecret(field + ".auth.basic.secretRef", auth.basic().secretRef(), USERNAME, PASSWORD);
        }
        if (auth.bearer() != null) {
            var token = auth.bearer().secretRef();
            byField.put(field + ".auth.bearer.secretRef", List.of(FileRef.ofSecret(token.name(), token.key())));
        }
        if (auth.oauth2() != null) {
            ofSecret(field + ".auth.oauth2.secretRef", auth.oauth2().secretRef(), CLIENT_ID, CLIENT_SECRET);
        }
    }

    private void ofSecret(String field, AuthSpec.SecretRef secret, String firstKey, String secondKey) {
        byField.put(
                field, List.of(FileRef.ofSecret(secret.name(), firstKey), FileRef.ofSecret(secret.name(), secondKey)));
    }

    private void ofSteps(String field, @Nullable List<? extends StepFields> steps) {
        for (int i = 0; steps != null && i < steps.size(); i++) {
            var here = field + ".steps[" + i + "]";
            var request = steps.get(i).request();
            if (request != null) {
                ofRequest(here + ".request", request);
            }
            ofSteps(here, steps.get(i).steps());
        }
    }

    private void ofRequest(String field, RequestSpec request) {
        ofSource(field + ".bodyFrom", request.bodyFrom());
        for (int i = 0; request.multipart() != null && i < request.multipart().size(); i++) {
            ofSource(
                    field + ".multipart[" + i + "].valueFrom",
                    request.multipart().get(i).valueFrom());
        }
    }

    private void ofSource(String field, @Nullable SourceSpec source) {
        if (source != null && source.configMapRef() != null) {
            byField.put(field + ".configMapRef", List.of(FileRef.of(source)));
        } else if (source != null && source.secretRef() != null) {
            byField.put(field + ".secretRef", List.of(FileRef.of(source)));
        }
    }
}
