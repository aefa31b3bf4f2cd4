package dev.plimsoll.operator.gate.http;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import dev.plimsoll.api.v1alpha1.RolloutRef.Kind;
import dev.plimsoll.operator.gate.GateAnswer;
import dev.plimsoll.operator.gate.GatedRuns;
import dev.plimsoll.operator.gate.Gatekeeper;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Consumer;

/**
 * Whoever rolls revisions out and can send JSON.
 *
 * <pre>
 * GET  /gate/NAMESPACE/NAME   ?revision=R&amp;rollout=KIND/NAME   → what the newest attempt came to
 * GET  /gate/NAMESPACE/NAME                                     → what the latest run came to
 * POST /gate/NAMESPACE/NAME   {revision, rollout, baseline}     → starts it unless it is there; the same answer
 * </pre>
 *
 * NAME is that of a LoadTest. With {@code wait=30s} an answer comes when something is decided, or after that time.
 * Every answer is a {@link GateAnswer}; see {@link GateRefusedException} for what is not 200.
 */
final class GateRoutes implements Consumer<HttpRouting.Builder> {
    private final GateWait waiting;
    private final GateAccess access;
    private final GatedTests tests;
    private final Gatekeeper gatekeeper;

    GateRoutes(GateDesk desk, GateAccess access, GatedTests tests, Gatekeeper gatekeeper) {
        this.waiting = new GateWait(desk);
        this.access = access;
        this.tests = tests;
        this.gatekeeper = gatekeeper;
    }

    @Override
    public void accept(HttpRouting.Builder routing) {
        routing.get("/gate/{namespace}/{name}", this::ask).post("/gate/{namespace}/{name}", this::start);
    }

    private void ask(ServerRequest request, ServerResponse response) {
        send(response, waiting.serve(GateServer.query(request, "wait"), () -> {
            var asked = GateRequest.read(query -> GateServer.query(request, query), new byte[0]);
            var test = test(request);
            return asked.revision() == null ? gatekeeper.latest(test) : gatekeeper.ask(test, asked.of(test));
        }));
    }

    private void start(ServerRequest request, ServerResponse response) {
        var body = GateServer.body(request);
        send(response, waiting.serve(GateServer.query(request, "wait"), () -> {
            var asked = GateRequest.read(query -> GateServer.query(request, query), body);
            var test = test(request);
            return start(test, asked.of(test));
        }));
    }

    private GateAnswer start(LoadTest test, RevisionSpec revision) {
        GatedRuns.refusal(test.getMetadata().getName(), test.getSpec(), revision)
                .ifPresent(why -> {
                    throw GateRefusedException.notGated(why);
                });
        if (revision.rollout() != null && revision.rollout().kind() == Kind.Deployment) {
            throw GateRefusedException.notGated("the operator itself holds " + revision.rollout()
                    + " and starts the runs of its revisions; ask with GET for what they came to");
        }
        return gatekeeper.start(test, revision);
    }

    private LoadTest test(ServerRequest request) {
        var token = GateServer.token(request);
        access.checkThere(token);
        var path = request.path().pathParameters();
        var test = tests.named(
                Json.objectName("namespace", path.get("namespace")), Json.objectName("name", path.get("name")));
        access.check(test, token);
        return test;
    }

    private static void send(ServerResponse response, GateReply reply) {
        response.status(Status.create(reply.status()))
                .header(HeaderValues.CONTENT_TYPE_JSON)
                .send(Json.write(reply.answer()));
    }
}
