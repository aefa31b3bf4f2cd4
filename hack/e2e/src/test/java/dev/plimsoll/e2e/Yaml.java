package dev.plimsoll.e2e;

/** LoadTests and budgets of the tests. */
final class Yaml {
    private Yaml() {}

    /** A LoadTest against the demo service with one step, evenly paced. */
    static String loadTest(String name, String path, int runners, String rate, String duration, String budget) {
        return """
            apiVersion: plimsoll.dev/v1alpha1
            kind: LoadTest
            metadata: {name: %s}
            spec:
              target: {service: {name: demo-service, port: 8080}}
              load:
                arrivals: Uniform
                warmup: 2s
                stages: [{duration: %s, to: %s}]
              scenarios:
                - name: browse
                  steps: [{name: page, request: {path: '%s'}}]
              runners: {count: %d, resources: {requests: {cpu: 250m, memory: 96Mi}, limits: {memory: 256Mi}}}
              budgets: [{name: %s}]
            """.formatted(name, duration, rate, path, runners, budget);
    }

    /** A LoadTest that sends a few requests for so long whenever cron says, and waits for nothing else. */
    static String scheduled(String name, String duration, String budget, String cron) {
        return loadTest(name, "/", 1, "20/s", duration, budget) + "  schedule: {cron: '" + cron + "'}\n";
    }

    /** A budget with one objective for the median response time and one for errors. */
    static String budget(String name, String medianLimit) {
        return """
            apiVersion: plimsoll.dev/v1alpha1
            kind: PerformanceBudget
            metadata: {name: %s}
            spec:
              objectives:
                - {name: median, metric: ResponseTime, percentile: 50, max: %s}
                - {name: errors, metric: ErrorRate, max: 1%%}
            """.formatted(name, medianLimit);
    }

    /** A comparison of the Services stable and canary, in rounds of 3 s of warm-up and 10 s that are judged. */
    static String comparison(String name, String budget) {
        return """
            apiVersion: plimsoll.dev/v1alpha1
            kind: LoadTest
            metadata: {name: %s}
            spec:
              comparison:
                baseline: {service: {name: stable, port: 8080}}
                candidate: {service: {name: canary, port: 8080}}
                rounds: {min: 6, max: 12}
              load:
                warmup: 3s
                stages: [{duration: 10s, to: 100/s}]
              scenarios:
                - name: browse
                  steps: [{name: page, request: {path: '/work?ms=20', timeout: 2s}}]
              runners: {count: 1, resources: {requests: {cpu: 250m, memory: 96Mi}, limits: {memory: 256Mi}}}
              budgets: [{name: %s}]
            """.formatted(name, budget);
    }

    /** A budget for comparisons: p90 may be half as slow again, and a tenth does not matter. */
    static String noSlower(String name) {
        return """
            apiVersion: plimsoll.dev/v1alpha1
            kind: PerformanceBudget
            metadata: {name: %s}
            spec:
              objectives:
                - {name: p90, metric: ResponseTime, percentile: 90, maxRegression: 50%%, tolerance: 10%%}
            """.formatted(name);
    }

    /** A LoadTest against the demo service that runs when somebody asks for a revision. */
    static String gate(String name, String budget, String gate) {
        return loadTest(name, "/work?ms=5", 1, "50/s", "5s", budget) + "  gate: " + gate + "\n";
    }

    /** A gate of the Rollout both, behind the Service of that name. */
    static String gateOfRollout(String name, String budget) {
        return """
            apiVersion: plimsoll.dev/v1alpha1
            kind: LoadTest
            metadata: {name: %s}
            spec:
              target: {service: {name: both, port: 8080}}
              gate: {rollout: {kind: Rollout, name: both}, rounds: {min: 4, max: 8}}
              load:
                warmup: 2s
                stages: [{duration: 8s, to: 100/s}]
              scenarios:
                - name: browse
                  steps: [{name: page, request: {path: '/work?ms=20', timeout: 2s}}]
              runners: {count: 1, resources: {requests: {cpu: 250m, memory: 96Mi}, limits: {memory: 256Mi}}}
              budgets: [{name: %s}]
            """.formatted(name, budget);
    }

    /**
     * Three climbs to 100/s, 200/s and 300/s, evenly paced: a second to settle, four that are judged, and four in which
     * the target works off what it has not answered.
     */
    static String capacity(String name, String service, String budget) {
        return """
            apiVersion: plimsoll.dev/v1alpha1
            kind: LoadTest
            metadata: {name: %s}
            spec:
              target: {service: {name: %s, port: 8080}}
              load:
                arrivals: Uniform
                capacity: {from: 100/s, to: 300/s, step: 100/s, settle: 1s, hold: 4s, rest: 4s}
              scenarios:
                - name: browse
                  steps: [{name: page, request: {path: /}}]
              runners: {count: 1, resources: {requests: {cpu: 250m, memory: 96Mi}, limits: {memory: 256Mi}}}
              budgets: [{name: %s}]
            """.formatted(name, service, budget);
    }

    /** A budget that holds a run against earlier ones: the median may be half as slow again. */
    static String noSlowerThanBefore(String name, String baseline) {
        return """
            apiVersion: plimsoll.dev/v1alpha1
            kind: PerformanceBudget
            metadata: {name: %s}
            spec:
              objectives:
                - {name: median, metric: ResponseTime, percentile: 50, maxRegression: 50%%, tolerance: 10%%}
              baseline: %s
            """.formatted(name, baseline);
    }
}
