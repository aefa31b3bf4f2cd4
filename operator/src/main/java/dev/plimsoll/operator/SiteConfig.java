package dev.plimsoll.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.plimsoll.operator.limits.LimitsConfig;
import dev.plimsoll.operator.notify.Notifiers;
import dev.plimsoll.operator.store.ResultsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the people who look after a cluster decide for all its tests: a YAML file, read once, when the operator starts.
 * Each part belongs to one room, which checks its own values.
 *
 * @param limits who may load what, and how much
 * @param results where results are kept beside the ConfigMaps of their runs; null: nowhere else
 * @param notifiers who may be told of verdicts
 */
public record SiteConfig(LimitsConfig limits, @Nullable ResultsConfig results, Notifiers notifiers) {
    /** Without a file. */
    public static final SiteConfig NONE = new SiteConfig(LimitsConfig.NONE, null, Notifiers.NONE);

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    /** A part that the file does not have decides nothing. */
    public SiteConfig {
        limits = Objects.requireNonNullElse(limits, LimitsConfig.NONE);
        notifiers = Objects.requireNonNullElse(notifiers, Notifiers.NONE);
    }

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException when it is there and cannot be read, or says what it must not; the message names
     *     the file, the field and what to write
     */
    static SiteConfig read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            return NONE;
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + e, e);
        }
    }

    /** Reads text; an empty one says nothing. */
    static SiteConfig parse(String file, String text) {
        try {
            var tree = YAML.readTree(text);
            if (tree == null || tree.isMissingNode() || tree.isNull()) {
                return NONE;
            }
            return YAML.treeToValue(tree, SiteConfig.class);
        } catch (UnrecognizedPropertyException e) {
            throw new IllegalArgumentException(
                    file + ": " + field(e) + ": is no known field; known here: "
                            + e.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.joining(", ")),
                    e);
        } catch (JsonMappingException e) {
            var why = e.getCause() instanceof IllegalArgumentException cause
                    ? cause.getMessage()
                    : e.getOriginalMessage();
            throw new IllegalArgumentException(file + ": " + field(e) + ": " + why, e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + ": is no YAML: " + e.getOriginalMessage(), e);
        }
    }

    /** {@code limits.namespaces[0].maxRuns}. */
    private static String field(JsonMappingException e) {
        return e.getPath().stream()
                .map(SiteConfig::step)
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String step(JsonMappingException.Reference reference) {
        return reference.getFieldName() == null ? "[" + reference.getIndex() + "]" : "." + reference.getFieldName();
    }
}
