package dev.plimsoll.cli.document;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * A resource, and the document that it was read from.
 *
 * @param <T> its kind
 */
public record Found<T extends HasMetadata>(T resource, Document document) {
    /** Its name. */
    public String name() {
        return resource.getMetadata().getName();
    }
}
