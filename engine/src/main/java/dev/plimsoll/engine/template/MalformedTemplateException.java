package dev.plimsoll.engine.template;

/** Text that is no template; the message says where, and what could stand there. */
public final class MalformedTemplateException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    MalformedTemplateException(String template, int at, String problem) {
        super("\"" + template + "\", character " + (at + 1) + ": " + problem);
    }
}
