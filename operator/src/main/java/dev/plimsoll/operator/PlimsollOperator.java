package dev.plimsoll.operator;

import dev.plimsoll.operator.collect.CollectorServer;
import dev.plimsoll.operator.collect.ConfigMapResultStore;
import dev.plimsoll.operator.collect.EpochClock;
import dev.plimsoll.operator.collect.RunName;
import dev.plimsoll.operator.collect.SessionTicker;
import dev.plimsoll.operator.collect.Sessions;
import dev.plimsoll.operator.gate.GateTokens;
import dev.plimsoll.operator.gate.http.GateAccess;
import dev.plimsoll.operator.gate.http.GateServer;
import dev.plimsoll.operator.job.RunTokens;
import dev.plimsoll.operator.job.RunnerSettings;
import dev.plimsoll.operator.limits.NamespaceStops;
import dev.plimsoll.operator.metrics.NotificationMetrics;
import dev.plimsoll.operator.metrics.OperatorMetrics;
import dev.plimsoll.operator.metrics.VerdictMetrics;
import dev.plimsoll.operator.notify.Dispatch;
import dev.plimsoll.operator.notify.SecretFiles;
import dev.plimsoll.operator.notify.Sender;
import dev.plimsoll.operator.reconcile.ClusterRecords;
import dev.plimsoll.operator.reconcile.KnownRuns;
import dev.plimsoll.operator.reconcile.KnownTests;
import dev.plimsoll.operator.reconcile.Reconcilers;
import dev.plimsoll.operator.store.Archive;
import dev.plimsoll.operator.store.ArchiveCheck;
import dev.plimsoll.operator.store.Archives;
import dev.plimsoll.operator.store.Archivist;
import dev.plimsoll.operator.web.StatusRoutes;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance of the operator: reconcilers, the collector that runners talk to, the ticker that looks at their runs,
 * and the port for those who ask gates.
 */
public final class PlimsollOperator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlimsollOperator.class);

    /** A killed instance is replaced within the lease and a retry. */
    private static final Duration LEASE_DURATION = Duration.ofSeconds(10);

    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(7);
    private static final Duration RETRY_PERIOD = Duration.ofSeconds(2);

    /** Somebody may install Argo Rollouts at any time. */
    private static final Duration ROLLOUTS_LOOK_AGAIN = Duration.ofMinutes(1);

    private static final Duration ARCHIVE_CHECK_AGAIN = Duration.ofSeconds(12);
    private static final int RECONCILIATIONS_AT_ONCE = 16;

    private final OperatorConfig config;
    private final LeaderLease lease;
    private final Runnable onLeadershipLost;
    private final Operator operator;
    private final OperatorMetrics metrics;
    private final SessionTicker ticker;
    private final CollectorServer server;
    private final ArgoRollouts argoRollouts;
    private final NamespaceStops stops;
    private final GateServer gates;
    private final Optional<Archive> archive;
    private final Optional<ArchiveCheck> archiveCheck;
    private final Dispatch dispatch;
    private volatile boolean started;
    private volatile boolean leading;

    /**
     * Puts an instance together; nothing runs yet.
     *
     * @param site what is decided for all tests of the cluster
     * @param key that tokens of runs are derived from
     * @param onLeadershipLost told when another instance may lead from now on, unless this one is being closed
     */
    public PlimsollOperator(
            OperatorConfig config,
            SiteConfig site,
            KubernetesClient client,
            byte[] key,
            Clock clock,
            Runnable onLeadershipLost) {
        this.config = config;
        this.lease = new LeaderLease(client, config.namespace(), config.instance());
        this.onLeadershipLost = onLeadershipLost;
        var known = new KnownRuns(this::isReady);
        var sessions = new Sessions(known::mayBecomeActive);
        metrics = new OperatorMetrics(sessions, run -> loadTest(known, run));
        archive = Optional.ofNullable(site.results()).map(results -> Archives.open(results, config.secrets()));
        archiveCheck = archivist().map(archivist -> new ArchiveCheck(archivist, ARCHIVE_CHECK_AGAIN));
        ticker = new SessionTicker(sessions, new ConfigMapResultStore(client), EpochClock.of(clock));
        server = new CollectorServer(
                sessions,
                metrics,
                new InetSocketAddress(0).getAddress(),
                config.port(),
                new StatusRoutes(this::isReady, () -> metrics.registry().scrape()));
        var tokens = new RunTokens(key);
        gates = new GateServer(
                new ClusterRecords(client),
                access(config, tokens),
                config.watchedNamespaces(),
                this::isReady,
                new InetSocketAddress(0).getAddress(),
                config.gatePort());
        var knownTests = new KnownTests(known);
        metrics.registry().getPrometheusRegistry().register(new VerdictMetrics(knownTests::latest));
        var notifications =
                new NotificationMetrics(metrics.registry(), site.notifiers().names());
        dispatch = new Dispatch(new Sender(new SecretFiles(config.secrets()), clock));
        stops = new NamespaceStops(client, config.namespace(), known::namespacesInUse);
        operator = new Operator(overrider -> configure(overrider, client));
        var reconcilers = Reconcilers.create(
                client,
                sessions,
                known,
                tokens,
                new RunnerSettings(config.runnerImage(), config.collectorUrl(), config.startTimeout()),
                site.limits(),
                stops,
                archivist(),
                config.instance(),
                metrics::ended,
                metrics.trends(),
                knownTests,
                site.notifiers(),
                dispatch,
                notifications::count,
                clock);
        metrics.queued(reconcilers.queued());
        register(reconcilers);
        argoRollouts = new ArgoRollouts(
                client, config.watchedNamespaces(), reconcilers.rollouts(), this::isLeading, ROLLOUTS_LOOK_AGAIN);
    }

    /**
     * Begins to listen, and to reconcile once it leads.
     *
     * @throws IllegalStateException when the port is taken
     */
    public void start() {
        server.start();
        gates.start();
        ticker.start();
        stops.start();
        operator.start();
        started = true;
        argoRollouts.start();
        archiveCheck.ifPresent(ArchiveCheck::start);
        LOG.info(
                "listening on port {}, for callers of gates on {}; leader election is {}",
                server.port(),
                gates.port(),
                config.leaderElection() ? "on" : "off");
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** The port it listens on for callers of gates. */
    public int gatePort() {
        return gates.port();
    }

    /** Whether it leads and its informers have all there is. */
    public boolean isReady() {
        return isLeading() && operator.getRuntimeInfo().allEventSourcesAreHealthy();
    }

    private boolean isLeading() {
        return started && (leading || !config.leaderElection());
    }

    /** Stops to reconcile, gives the lease back, and closes the port last, so that runners are told to try again. */
    @Override
    public void close() {
        started = false;
        argoRollouts.close();
        stops.close();
        operator.stop();
        if (config.leaderElection()) {
            lease.giveBack();
        }
        ticker.close();
        dispatch.close();
        gates.close();
        server.close();
        archiveCheck.ifPresent(ArchiveCheck::close);
        archive.ifPresent(Archive::close);
        metrics.close();
    }

    private Optional<Archivist> archivist() {
        return archive.map(there -> new Archivist(there, metrics));
    }

    private static GateAccess access(OperatorConfig config, RunTokens tokens) {
        return switch (config.gateAuth()) {
            case Token -> new GateAccess.ByToken(new GateTokens(tokens));
            case Network -> new GateAccess.ByNetwork();
        };
    }

    private void configure(ConfigurationServiceOverrider overrider, KubernetesClient client) {
        overrider
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withConcurrentReconciliationThreads(RECONCILIATIONS_AT_ONCE)
                .withUseSSAToPatchPrimaryResource(true)
                .withMetrics(MicrometerMetrics.withoutPerResourceMetrics(metrics.registry()));
        if (config.leaderElection()) {
            overrider.withLeaderElectionConfiguration(leaderElection());
        }
    }

    private LeaderElectionConfiguration leaderElection() {
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LeaderLease.NAME)
                .withLeaseNamespace(config.namespace())
                .withIdentity(config.instance())
                .withLeaseDuration(LEASE_DURATION)
                .withRenewDeadline(RENEW_DEADLINE)
                .withRetryPeriod(RETRY_PERIOD)
                .withExitOnStopLeading(false) // it would exit inside of the shutdown that stops it, and hang there
                .withLeaderCallbacks(
                        new LeaderCallbacks(() -> leading = true, this::stoppedLeading, PlimsollOperator::tellLeader))
                .build();
    }

    private static void tellLeader(String leader) {
        if (!leader.isEmpty()) { // else the lease was given back
            LOG.info("{} leads", leader);
        }
    }

    private void stoppedLeading() {
        leading = false;
        if (started) {
            onLeadershipLost.run();
        }
    }

    private void register(Reconcilers reconcilers) {
        register(reconcilers.loadTests());
        register(reconcilers.runs());
        register(reconcilers.budgets());
        register(reconcilers.deployments());
    }

    private <P extends HasMetadata> void register(Reconciler<P> reconciler) {
        if (config.watchedNamespaces().isEmpty()) {
            operator.register(reconciler);
        } else {
            operator.register(reconciler, controller -> controller.settingNamespaces(config.watchedNamespaces()));
        }
    }

    private static String loadTest(KnownRuns known, RunName run) {
        return known.find(run)
                .flatMap(there -> Optional.ofNullable(there.getSpec().loadTest()))
                .orElse("");
    }
}
