package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.AuthSpec;
import dev.plimsoll.api.v1alpha1.Formats;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.TargetSpec;
import dev.plimsoll.api.v1alpha1.TargetSpec.Scheme;
import dev.plimsoll.api.v1alpha1.TargetSpec.ServiceRef;
import dev.plimsoll.api.v1alpha1.TargetSpec.TlsSpec;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a target must be: one place that requests can be sent to. */
final class TargetRules {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Pattern DNS_LABEL = Pattern.compile(Formats.NAME);
    private static final int HIGHEST_PORT = 65535;

    private TargetRules() {}

    /** Checks the one target of a test, or the two of a comparison. */
    static void check(LoadTestSpec spec, Findings at) {
        if (spec.target() != null && spec.comparison() != null) {
            at.at("target").report("comparison says where requests go, for each of its two sides; remove one of them");
        } else if (spec.target() != null) {
            check(spec.target(), at.at("target"));
        } else if (spec.comparison() != null) {
            check(spec.comparison().baseline(), at.at("comparison").at("baseline"));
            check(spec.comparison().candidate(), at.at("comparison").at("candidate"));
        } else {
            at.at("target")
                    .report("nothing says where requests go; set url, such as http://checkout.shop.svc:8080, or"
                            + " service, or set comparison in place of target");
        }
    }

    static void check(TargetSpec target, Findings at) {
        if (target.url() != null && target.service() != null) {
            at.report("both url and service are set; remove one of them");
        } else if (target.url() != null) {
            checkUrl(target.url(), at.at("url"));
        } else if (target.service() != null) {
            checkService(target.service(), at.at("service"));
        } else {
            at.report("nothing says where requests go; set url, such as http://checkout.shop.svc:8080, or service");
        }
        if (target.tls() != null) {
            checkTls(target.tls(), isHttps(target), at.at("tls"));
        }
        if (target.http() != null) {
            var _ = QuantityRules.positiveDuration(
                    target.http().resolveEvery(),
                    "a name cannot be looked up all the time; give a time such as 30s",
                    at.at("http").at("resolveEvery"));
        }
        if (target.auth() != null) {
            checkAuth(target.auth(), at.at("auth"));
        }
    }

    private static void checkUrl(String url, Findings at) {
        var parsed = parse(url);
        if (parsed.isEmpty()) {
            at.report(url, "is no URL; write one such as http://checkout.shop.svc:8080");
            return;
        }
        var uri = parsed.get();
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme())) {
            at.report(url, "does not begin with http:// or https://; write one such as http://checkout.shop.svc:8080");
            return;
        }
        if (uri.getUserInfo() != null) {
            at.report(
                    withoutUserInfo(url),
                    "holds credentials, which everyone who may read the resource would see; put them into a Secret"
                            + " that target.auth.basic names");
        } else if (uri.getHost() == null) {
            at.report(
                    url, "has no host name that could be resolved, or no valid port after it; write http://HOST:PORT");
        }
        if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
            at.report(url, "port " + uri.getPort() + " does not exist; give one from 1 to " + HIGHEST_PORT);
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            at.report(url, "ends in a query or fragment; put the query into the steps' paths");
        }
    }

    private static void checkService(ServiceRef service, Findings at) {
        checkLabel(service.name(), at.at("name"));
        if (service.namespace() != null) {
            checkLabel(service.namespace(), at.at("namespace"));
        }
    }

    private static void checkLabel(String name, Findings at) {
        if (!DNS_LABEL.matcher(name).matches()) {
            at.report(name, "is no name of a Service or namespace; use lower-case letters, digits and dashes");
        }
    }

    private static void checkTls(TlsSpec tls, boolean https, Findings at) {
        if (!https) {
            at.report("the target speaks plain http; make it https, or remove tls");
        }
        if (tls.caSecretRef() != null && tls.insecureSkipVerify()) {
            at.at("caSecretRef")
                    .report(tls.caSecretRef().name(), "has no effect with insecureSkipVerify; remove one of them");
        }
    }

    private static void checkAuth(AuthSpec auth, Findings at) {
        var _ = new OneOf()
                .field("basic", auth.basic())
                .field("bearer", auth.bearer())
                .field("oauth2", auth.oauth2())
                .isExactlyOne("says not how", at);
        if (auth.oauth2() != null) {
            var url = auth.oauth2().tokenUrl();
            var here = at.at("oauth2").at("tokenUrl");
            var host = parse(url)
                    .filter(uri -> SCHEMES.contains(String.valueOf(uri.getScheme())))
                    .map(URI::getHost);
            if (host.isEmpty()) {
                here.report(
                        url, "is no URL of a token endpoint; write one such as https://login.shop.svc/oauth2/token");
            }
        }
    }

    private static boolean isHttps(TargetSpec target) {
        return target.url() != null
                ? target.url().startsWith("https://")
                : target.service() != null && target.service().scheme() == Scheme.https;
    }

    private static Optional<URI> parse(String url) {
        try {
            return Optional.of(new URI(url));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String withoutUserInfo(String url) {
        return url.replaceFirst("//[^/]*@", "//…@");
    }
}
