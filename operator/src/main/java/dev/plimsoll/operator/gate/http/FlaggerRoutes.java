package dev.plimsoll.operator.gate.http;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.operator.gate.GateAnswer;
import dev.plimsoll.operator.gate.GatedRuns;
import dev.plimsoll.operator.gate.Gatekeeper;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhooks of a Canary of Flagger: {@code POST /flagger/HOOK}, 200 for yes and 403 for no, with the reason as plain
 * text. Never 204, which Flagger takes for a no, and never 5xx, of which it drops the reason.
 */
final class FlaggerRoutes implements Consumer<HttpRouting.Builder> {
    private static final Logger LOG = LoggerFactory.getLogger(FlaggerRoutes.class);

    private static final String PLAIN_TEXT = "text/plain; charset=utf-8";
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final GateDesk desk;
    private final GateAccess access;
    private final GatedTests tests;
    private final Gatekeeper gatekeeper;

    FlaggerRoutes(GateDesk desk, GateAccess access, GatedTests tests, Gatekeeper gatekeeper) {
        this.desk = desk;
        this.access = access;
        this.tests = tests;
        this.gatekeeper = gatekeeper;
    }

    @Override
    public void accept(HttpRouting.Builder routing) {
        routing.post("/flagger/{hook}", this::hook);
    }

    private void hook(ServerRequest request, ServerResponse response) {
        var name = request.path().pathParameters().get("hook");
        var hook = FlaggerHook.of(name);
        if (hook.isEmpty()) {
            response.status(Status.NOT_FOUND_404)
                    .send("there is no webhook " + Json.shortened(name) + "; write " + FlaggerHook.names() + "\n");
            return;
        }
        FlaggerCall call;
        try {
            call = FlaggerCall.read(GateServer.body(request));
        } catch (GateRefusedException e) {
            send(response, hook.get(), e.reply());
            return;
        }
        var token = call.token().or(() -> GateServer.token(request));
        var reply = desk.serve(() -> answer(hook.get(), call, test(call, token)));
        if (reply.status() != OK) { // of confirm-rollout, Flagger shows its users no reason
            LOG.warn(
                    "webhook {} of {} in namespace {} was refused: {}",
                    name,
                    call.canary(),
                    call.namespace(),
                    reply.answer().message());
        }
        send(response, hook.get(), reply);
    }

    private LoadTest test(FlaggerCall call, Optional<String> token) {
        access.checkThere(token);
        var test = call.loadTest()
                .map(name -> tests.named(call.namespace(), name))
                .orElseGet(() -> tests.gating(call.namespace(), call.canary()));
        access.check(test, token);
        GatedRuns.refusal(test.getMetadata().getName(), test.getSpec(), call.revision())
                .ifPresent(why -> {
                    throw GateRefusedException.notGated(why);
                });
        return test;
    }

    private GateAnswer answer(FlaggerHook hook, FlaggerCall call, LoadTest test) {
        var revision = call.revision();
        var name = test.getMetadata().getName();
        return switch (hook) {
            case CONFIRM_ROLLOUT, EVENT ->
                GateAnswer.waiting("Heard", "LoadTest " + name + " judges revisions of " + call.canary(), null);
            case PRE_ROLLOUT, ROLLOUT, CONFIRM_TRAFFIC_INCREASE, CONFIRM_PROMOTION ->
                gatekeeper.rollOut(test, revision);
            case ROLLBACK -> gatekeeper.current(test, revision);
            case POST_ROLLOUT -> {
                gatekeeper.close(test, revision, call.phase());
                yield GateAnswer.waiting(
                        FlaggerHook.CLOSED,
                        "the next rollout of revision " + revision.name() + " is judged anew",
                        null);
            }
        };
    }

    private static void send(ServerResponse response, FlaggerHook hook, GateReply reply) {
        var answer = reply.answer();
        response.status(Status.create(status(hook, reply)))
                .header(HeaderNames.CONTENT_TYPE, PLAIN_TEXT)
                .send(text(answer));
    }

    private static int status(FlaggerHook hook, GateReply reply) {
        return switch (reply.status()) {
            case OK -> hook.agrees(reply.answer()) ? OK : FORBIDDEN;
            case NOT_FOUND -> FORBIDDEN;
            default -> reply.status();
        };
    }

    /** {@code Wait: Pending (Running): 3 of 12 rounds, LoadTestRun checkout-5b8f-1}. */
    private static String text(GateAnswer answer) {
        var run = answer.run() == null ? "" : ", LoadTestRun " + answer.run();
        return answer.decision() + ": " + answer.verdict() + " (" + answer.reason() + "): " + answer.message() + run
                + "\n";
    }
}
