package dev.plimsoll.operator.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.Objects;
import java.util.stream.Collectors;

/** A pod template has something in it that Kubernetes' pod templates cannot have there. */
public final class InvalidTemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    private InvalidTemplateException(String field, String message, Throwable cause) {
        super(message, cause);
        this.field = field;
    }

    static InvalidTemplateException from(IllegalArgumentException e) {
        var field = e.getCause() instanceof JsonMappingException mapping ? path(mapping) : "";
        var message = e.getCause() instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return new InvalidTemplateException(field, Objects.requireNonNullElse(message, "unreadable"), e);
    }

    /** Where, as a path from the top of the template, such as {@code .spec.tolerations}; empty for the whole. */
    public String field() {
        return field;
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
    }
}
