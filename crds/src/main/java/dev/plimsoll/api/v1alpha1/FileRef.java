package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A key of a ConfigMap or Secret that runners need as a file.
 *
 * @param kind what it is a key of
 * @param name of the ConfigMap or Secret
 * @param key in it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileRef(Kind kind, String name, String key) {

    /** What can hold files. */
    public enum Kind {
        ConfigMap,
        Secret
    }

    /** A key of a ConfigMap. */
    public static FileRef ofConfigMap(SourceSpec.KeyRef ref) {
        return new FileRef(Kind.ConfigMap, ref.name(), ref.key());
    }

    /** A key of a Secret. */
    public static FileRef ofSecret(String name, String key) {
        return new FileRef(Kind.Secret, name, key);
    }

    /** What a source names, the first where it wrongly names two; it must name one. */
    public static FileRef of(SourceSpec source) {
        if (source.configMapRef() != null) {
            return ofConfigMap(source.configMapRef());
        }
        if (source.secretRef() != null) {
            return ofSecret(source.secretRef().name(), source.secretRef().key());
        }
        throw new IllegalArgumentException("a source that names nothing");
    }
}
