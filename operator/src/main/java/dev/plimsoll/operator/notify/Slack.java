package dev.plimsoll.operator.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.plimsoll.operator.notify.SecretFiles.UnusableSecretException;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An incoming webhook of Slack, or of what takes the same: Mattermost, Rocket.Chat, Discord's {@code /slack}.
 * Attachments rather than blocks, since only Slack knows blocks.
 */
record Slack(Address address) implements Receiver {
    /** Slack shows no more of a text. */
    private static final int LONGEST = 2_900;

    /** Words that call everybody in a channel. */
    private static final Pattern CALL = Pattern.compile("@(?=(?:all|channel|everyone|here)\\b)");

    @Override
    public Post post(Notice notice, SecretFiles secrets, Instant now) throws UnusableSecretException {
        return new Post(address.resolve(secrets), Map.of("Content-Type", "application/json"), payload(notice));
    }

    @Override
    public boolean holdsState() {
        return false;
    }

    private static String payload(Notice notice) {
        var root = Json.MAPPER.createObjectNode();
        var attachment = root.putArray("attachments").addObject();
        var title = escaped(notice.title());
        attachment.put("fallback", title + " (" + escaped(notice.reason()) + ")");
        attachment.put("color", color(notice));
        attachment.put("title", title);
        attachment.put("text", escaped(shortened(notice.message())));
        var fields = attachment.putArray("fields");
        field(fields, "Reason", notice.reason());
        field(fields, "Run", notice.run());
        field(fields, "p99", notice.p99());
        field(fields, "Rate", notice.rate());
        field(fields, "Target", notice.target());
        attachment.put("footer", "Plimsoll");
        attachment.put("ts", notice.time().getEpochSecond());
        return Json.write(root);
    }

    private static void field(ArrayNode fields, String title, @Nullable String value) {
        if (value != null) {
            fields.addObject()
                    .put("title", title)
                    .put("value", escaped(shortened(value)))
                    .put("short", true);
        }
    }

    private static String color(Notice notice) {
        return switch (notice.verdict()) {
            case Pass -> "#2e7d32";
            case Warn -> "#f9a825";
            case Fail -> "#c62828";
            case Inconclusive -> "#757575";
        };
    }

    /** What Slack asks for; and nobody is called by a name that somebody gave an objective. */
    private static String escaped(String text) {
        var plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return CALL.matcher(plain).replaceAll("@\u200b");
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "…";
    }
}
