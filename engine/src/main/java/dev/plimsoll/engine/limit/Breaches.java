package dev.plimsoll.engine.limit;

import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.Auth;
import dev.plimsoll.engine.contract.Limits;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Rates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** All that a plan asks for and may not have: of its limits, each rule that it breaks. */
public final class Breaches {
    /** Rates are read from text and multiplied: what is the same on paper may differ in the last digits. */
    private static final double ROUNDING = 1 + 1e-9;

    /**
     * Of URLs only the plain ones, in which nobody can read another host than anybody else. IPv6 addresses stand in
     * brackets.
     */
    private static final Pattern PLAIN_URL = Pattern.compile(
            "(?<scheme>https?)://(?:\\[(?<address>[0-9A-Fa-f:.]+)]|(?<host>[A-Za-z0-9._-]+))(?::(?<port>[0-9]{1,5}))?(?:[/?#].*)?");

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private Breaches() {}

    /** Of the limits that stand in the plan; none when there are none. */
    public static List<Breach> of(RunPlan plan) {
        var limits = plan.limits();
        if (limits == null) {
            return List.of();
        }
        var breaches = new ArrayList<Breach>();
        if (limits.targets() != null) {
            var allowed = limits.targets().stream().map(TargetPattern::parse).toList();
            plan.arms().forEach(arm -> breaches.addAll(targets(arm, allowed, limits.rule() + ".targets")));
        }
        if (limits.maxRate() != null) {
            rate(plan, limits.maxRate(), limits).ifPresent(breaches::add);
        }
        return List.copyOf(breaches);
    }

    // --- targets

    private static List<Breach> targets(Arm arm, List<TargetPattern> allowed, String rule) {
        var breaches = new ArrayList<Breach>();
        var target = arm.target();
        var field = arm.name().equals(Arm.ONLY) ? "target" : "comparison." + arm.name();
        if (!isAllowed(target.host(), target.port(), allowed)) {
            breaches.add(target(field, hostAndPort(target), allowed, rule));
        }
        if (target.auth() instanceof Auth.ClientCredentials credentials
                && !isAllowed(credentials.tokenUrl(), allowed)) {
            breaches.add(target(field + ".auth.oauth2.tokenUrl", credentials.tokenUrl(), allowed, rule));
        }
        return breaches;
    }

    private static boolean isAllowed(String url, List<TargetPattern> allowed) {
        var plain = PLAIN_URL.matcher(url);
        if (!plain.matches()) {
            return false;
        }
        var host = plain.group("host") == null ? plain.group("address") : plain.group("host");
        int standard = plain.group("scheme").equals("https") ? HTTPS : HTTP;
        return isAllowed(host, plain.group("port") == null ? standard : Integer.parseInt(plain.group("port")), allowed);
    }

    private static boolean isAllowed(String host, int port, List<TargetPattern> allowed) {
        return allowed.stream().anyMatch(pattern -> pattern.matches(host, port));
    }

    private static String hostAndPort(Target target) {
        return (target.host().indexOf(':') < 0 ? target.host() : "[" + target.host() + "]") + ":" + target.port();
    }

    private static Breach target(String field, String value, List<TargetPattern> allowed, String rule) {
        var patterns = allowed.stream().map(TargetPattern::toString).collect(Collectors.joining(", "));
        return new Breach(
                Breach.Kind.TARGET,
                field,
                value,
                rule,
                "is no target that " + rule + " allows (" + patterns
                        + "); load another one, or ask those who look after the cluster to add it");
    }

    // --- rate

    private static Optional<Breach> rate(RunPlan plan, double max, Limits limits) {
        double peak = PeakRate.of(plan);
        if (peak <= max * ROUNDING) {
            return Optional.empty();
        }
        var rule = limits.rule() + ".maxRate";
        return Optional.of(plan.phases().stream()
                .filter(phase -> Double.isInfinite(PeakRate.of(phase)))
                .findFirst()
                .map(phase -> unbounded(phase, max, rule))
                .orElseGet(() -> new Breach(
                        Breach.Kind.RATE,
                        plan.hasNamedPhases() ? "phases" : "load",
                        Rates.format(peak),
                        rule,
                        "requests per second at the highest point, of all runners together and with every loop and "
                                + "redirect in full, are more than " + rule + " allows (" + Rates.format(max)
                                + "); ask for less, or ask those who look after the cluster to allow more")));
    }

    private static Breach unbounded(Phase phase, double max, String rule) {
        double users = PeakRate.peakLevel(phase.load());
        double seconds = users * PeakRate.requestsPerTurn(phase.scenarios()) / max;
        return new Breach(
                Breach.Kind.RATE,
                phase.hasName() ? "phases[" + phase.name() + "].load" : "load",
                Math.round(users) + " users",
                rule,
                "neither keep a pace nor think, so that nobody can say how much they ask for, and " + rule + " allows "
                        + Rates.format(max) + "; set pacing, to " + Durations.format(roundedUp(seconds)) + " or more");
    }

    /** To what is written with few digits. */
    private static long roundedUp(double seconds) {
        double unit = seconds > 10 ? NANOS_PER_SECOND : NANOS_PER_SECOND / 1_000;
        return (long) (Math.ceil(seconds * NANOS_PER_SECOND / unit / ROUNDING) * unit);
    }
}
