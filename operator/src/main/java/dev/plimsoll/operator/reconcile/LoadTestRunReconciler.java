package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.collect.RunName;
import dev.plimsoll.operator.collect.Sessions;
import dev.plimsoll.operator.job.RunMetadata;
import dev.plimsoll.operator.status.EventFactory;
import dev.plimsoll.operator.status.FindingStatuses;
import dev.plimsoll.operator.status.Overrides;
import dev.plimsoll.operator.status.RunStatuses;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes runs through their phases. No finalizer: a deleted run loses its session at once, and so its runners their
 * load.
 */
@ControllerConfiguration(
        name = "loadtestrun",
        fieldManager = Cluster.FIELD_MANAGER,
        generationAwareEventProcessing = false, // overrides are annotations, and no part of the generation
        informer = @Informer(onUpdateFilter = BeyondStatus.class),
        triggerReconcilerOnAllEvents = true)
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 500, intervalMultiplier = 1.5, maxInterval = 10_000)
public final class LoadTestRunReconciler implements Reconciler<LoadTestRun> {
    private static final Logger LOG = LoggerFactory.getLogger(LoadTestRunReconciler.class);

    private final Sessions sessions;
    private final KnownRuns known;
    private final Cluster cluster;
    private final StatusWriter writer;
    private final Phases phases;
    private final Admission admission;
    private final KillSwitch killSwitch;
    private final OverrideWatch overrides;
    private final Trends trends;
    private final Notifying notifying;
    private final Told told;
    private final Consumer<Verdict> onVerdict;
    private final SimpleInboundEventSource<LoadTestRun> sessionEvents = new SimpleInboundEventSource<>("sessions");

    LoadTestRunReconciler(
            Sessions sessions,
            KnownRuns known,
            Cluster cluster,
            Phases phases,
            Admission admission,
            KillSwitch killSwitch,
            OverrideWatch overrides,
            Trends trends,
            Notifying notifying,
            Told told,
            Consumer<Verdict> onVerdict) {
        this.sessions = sessions;
        this.known = known;
        this.cluster = cluster;
        this.writer = new StatusWriter(cluster);
        this.phases = phases;
        this.admission = admission;
        this.killSwitch = killSwitch;
        this.overrides = overrides;
        this.trends = trends;
        this.notifying = notifying;
        this.told = told;
        this.onVerdict = onVerdict;
    }

    @Override
    public List<EventSource<?, LoadTestRun>> prepareEventSources(EventSourceContext<LoadTestRun> context) {
        known.readFrom(context.getPrimaryCache());
        notifying.onOutcome(letter -> lookAgain(new RunName(letter.namespace(), letter.run())));
        sessions.onChange(this::lookAgain);
        admission.onMove(this::lookAgain);
        killSwitch.onChange(this::lookAgain);
        var jobs = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Job.class, LoadTestRun.class)
                        .withLabelSelector(RunMetadata.MANAGED)
                        .withNamespacesInheritedFromController()
                        .build(),
                context);
        var pods = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Pod.class, LoadTestRun.class)
                        .withLabelSelector(RunMetadata.MANAGED)
                        .withSecondaryToPrimaryMapper(LoadTestRunReconciler::runOf)
                        .withNamespacesInheritedFromController()
                        .build(),
                context);
        return List.of(jobs, pods, sessionEvents);
    }

    private void lookAgain(RunName run) {
        sessionEvents.propagateEvent(new ResourceID(run.name(), run.namespace()));
    }

    private static Set<ResourceID> runOf(Pod pod) {
        return RunMetadata.runOf(pod).stream()
                .map(run -> new ResourceID(run, pod.getMetadata().getNamespace()))
                .collect(Collectors.toSet());
    }

    @Override
    public UpdateControl<LoadTestRun> reconcile(LoadTestRun run, Context<LoadTestRun> context) {
        known.began();
        if (context.isPrimaryResourceDeleted() || run.getMetadata().getDeletionTimestamp() != null) {
            sessions.drop(new RunName(
                    run.getMetadata().getNamespace(), run.getMetadata().getName()));
            notifying.forget(run);
            admission.leave(run);
            return UpdateControl.noUpdate();
        }
        var observed = observe(run, context);
        return StatusWriter.againWhenOutdated(() -> takeSteps(observed, context));
    }

    /** By owner, not by name alone: a deleted run of the same name may still have a Job and pods that end. */
    private static ObservedRun observe(LoadTestRun run, Context<LoadTestRun> context) {
        var job = context.getSecondaryResource(Job.class).filter(there -> there.hasOwnerReferenceFor(run));
        var pods = context.getSecondaryResourcesAsStream(Pod.class)
                .filter(pod -> job.isPresent() && pod.hasOwnerReferenceFor(job.get()))
                .toList();
        return new ObservedRun(run, job, pods);
    }

    private UpdateControl<LoadTestRun> takeSteps(ObservedRun first, Context<LoadTestRun> context) {
        var observed = first;
        while (true) {
            var override = overrides.read(observed.run());
            switch (notifying.with(observed, phases.step(observed))) {
                case Step.Go(var status) -> observed = observed.with(write(observed.run(), status, override, context));
                case Step.Wait(var status, var atMost) -> {
                    record(write(observed.run(), status, override, context));
                    return UpdateControl.<LoadTestRun>noUpdate()
                            .rescheduleAfter(OverrideWatch.earlier(atMost, override));
                }
                case Step.End() -> {
                    record(write(observed.run(), observed.status(), override, context));
                    return OverrideWatch.end(override)
                            .map(end -> UpdateControl.<LoadTestRun>noUpdate().rescheduleAfter(end))
                            .orElseGet(UpdateControl::noUpdate);
                }
            }
        }
    }

    /** As soon as it ended: what is still to be done for it, such as to archive its result, may take long. */
    private void record(LoadTestRun run) {
        if (KnownRuns.hasEnded(run)) {
            trends.record(run);
        }
    }

    private LoadTestRun write(
            LoadTestRun run, LoadTestRunStatus ofPhase, Overrides.Reading override, Context<LoadTestRun> context) {
        var status = RunStatuses.overridden(ofPhase, override);
        if (status.equals(run.getStatus())) {
            return run;
        }
        var withStatus = new LoadTestRun();
        withStatus.setStatus(status);
        var written = writer.write(run, withStatus, context);
        var before = run.getStatus();
        if (isNews(before, status)) {
            tell(written, status);
        }
        ResultEvents.tell(cluster, written, before == null ? null : before.result(), status.result());
        told.tell(written, before);
        if (status.phase() != RunPhase.Pending && !Admission.isAtWork(Objects.requireNonNull(status.phase()))) {
            admission.leave(written);
        }
        overrides.tell(
                written,
                before == null ? null : before.override(),
                before == null ? null : before.overrideRefused(),
                override);
        return written;
    }

    /** Another phase; or, before the first one, another reason to wait. */
    private static boolean isNews(@Nullable LoadTestRunStatus before, LoadTestRunStatus status) {
        return before == null
                || before.phase() != status.phase()
                || (status.phase() == RunPhase.Pending && !Objects.equals(before.reason(), status.reason()));
    }

    private void tell(LoadTestRun run, LoadTestRunStatus status) {
        var phase = Objects.requireNonNull(status.phase());
        var reason = Objects.requireNonNull(status.reason());
        var message = Objects.requireNonNull(status.message());
        LOG.info(
                "run {}/{}: {}: {}",
                run.getMetadata().getNamespace(),
                run.getMetadata().getName(),
                reason,
                message);
        cluster.tell(run, kind(phase, status.verdict()), reason, message);
        if (KnownRuns.hasEnded(run) && status.verdict() != null) {
            onVerdict.accept(status.verdict());
        }
        tellFindings(run, status);
    }

    private void tellFindings(LoadTestRun run, LoadTestRunStatus status) {
        Stream.ofNullable(status.findings())
                .flatMap(List::stream)
                .forEach(finding -> cluster.tell(
                        run, FindingStatuses.kind(finding), finding.name(), FindingStatuses.sentence(finding)));
    }

    private static EventFactory.Kind kind(RunPhase phase, @Nullable Verdict verdict) {
        boolean good = switch (phase) {
            case Pending, Starting, Running, Collecting, Judging -> true;
            case Complete -> verdict == Verdict.Pass;
            case Failed, Aborted -> false;
        };
        return good ? EventFactory.Kind.Normal : EventFactory.Kind.Warning;
    }
}
