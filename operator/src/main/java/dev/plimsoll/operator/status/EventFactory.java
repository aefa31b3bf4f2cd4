package dev.plimsoll.operator.status;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Events that {@code kubectl describe} shows. */
public final class EventFactory {
    private static final String REPORTER = "plimsoll-operator";
    private static final int LONGEST_MESSAGE_BYTES = 1024;
    private static final int LONGEST_NAME = 200;

    private final Clock clock;
    private final String instance;

    /** Events reported by this instance of the operator, its pod's name. */
    public EventFactory(Clock clock, String instance) {
        this.clock = clock;
        this.instance = instance;
    }

    /** Whether an event calls for somebody. */
    public enum Kind {
        Normal,
        Warning
    }

    /**
     * Something happened to a resource. Its name follows from what happened, so that telling it again changes nothing.
     *
     * @param reason stable word
     */
    public Event of(HasMetadata about, Kind kind, String reason, String message) {
        var metadata = about.getMetadata();
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return new EventBuilder()
                .withNewMetadata()
                .withName(name(about, reason, message))
                .withNamespace(metadata.getNamespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withName(metadata.getName())
                .withNamespace(metadata.getNamespace())
                .withUid(metadata.getUid())
                .endInvolvedObject()
                .withType(kind.name())
                .withReason(reason)
                .withMessage(shortened(message))
                .withAction(reason)
                .withCount(1)
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withEventTime(new MicroTime(now.replace("Z", ".000000Z")))
                .withReportingComponent(REPORTER)
                .withReportingInstance(instance)
                .withNewSource()
                .withComponent(REPORTER)
                .endSource()
                .build();
    }

    private static String name(HasMetadata about, String reason, String message) {
        var name = about.getMetadata().getName();
        var what = UUID.nameUUIDFromBytes(
                (about.getMetadata().getUid() + reason + message).getBytes(StandardCharsets.UTF_8));
        return name.substring(0, Math.min(name.length(), LONGEST_NAME)) + "."
                + what.toString().substring(0, 13);
    }

    /** The API server counts the bytes of UTF-8, not characters. */
    private static String shortened(String message) {
        var bytes = message.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST_MESSAGE_BYTES) {
            return message;
        }
        int end = LONGEST_MESSAGE_BYTES - "…".getBytes(StandardCharsets.UTF_8).length;
        while ((bytes[end] & 0xC0) == 0x80) { // not the first byte of a character
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + "…";
    }
}
