package dev.plimsoll.cli.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads files into resources, or says everything that is wrong with them. */
public final class DocumentReader {
    private static final String API_VERSION = Api.GROUP + "/" + Api.VERSION;
    private static final Pattern OBJECT_NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // the schema has refused unknown fields before
            .build();

    private final YamlFiles files;
    private final Map<Kind, KindSchema> schemas = new EnumMap<>(Kind.class);

    /** Takes what {@code -} reads from. */
    public DocumentReader(InputStream stdin) {
        this.files = new YamlFiles(stdin);
    }

    /**
     * Reads files, folders and {@code -} for standard input.
     *
     * @throws BadInput with everything that a person has to mend
     */
    public Documents read(List<String> names) throws BadInput {
        var problems = new ArrayList<Problem>();
        var found = new ArrayList<Found<?>>();
        var objects = new ArrayList<Document>();
        var notes = new ArrayList<String>();
        var documents = files.read(names, problems).stream()
                .flatMap(document -> document.resources(problems).stream())
                .toList();
        for (var document : documents) {
            if (ours(document)) {
                kind(document, problems)
                        .flatMap(kind -> resource(kind, document, problems))
                        .ifPresent(found::add);
            } else if (document.isConfigMapOrSecret()) {
                objects.add(document);
            } else if (document.kind().isEmpty()) {
                problems.add(document.untitledProblem(
                        "kind",
                        "is missing; a LoadTest begins with apiVersion: " + API_VERSION + " and kind: LoadTest"));
            } else {
                notes.add(document.file() + ": left out " + document.title() + ": not a kind of Plimsoll");
            }
        }
        refuseTwins(found, problems);
        if (!problems.isEmpty()) {
            throw BadInput.of(problems);
        }
        return new Documents(
                of(LoadTest.class, found),
                of(LoadTestRun.class, found),
                of(PerformanceBudget.class, found),
                List.copyOf(objects),
                List.copyOf(notes));
    }

    private static boolean ours(Document document) {
        return document.apiVersion().startsWith(Api.GROUP + "/")
                || Arrays.stream(Kind.values()).anyMatch(kind -> kind.name().equals(document.kind()));
    }

    private static Optional<Kind> kind(Document document, List<Problem> problems) {
        if (!document.apiVersion().equals(API_VERSION)) {
            var written = document.apiVersion();
            problems.add(document.problem(
                    "apiVersion",
                    (written.isEmpty() ? "is missing" : "\"" + written + "\" is no version that exists") + "; write "
                            + API_VERSION));
            return Optional.empty();
        }
        var kind = Arrays.stream(Kind.values())
                .filter(candidate -> candidate.name().equals(document.kind()))
                .findFirst();
        if (kind.isEmpty()) {
            var known = Arrays.stream(Kind.values()).map(Kind::name).toList();
            problems.add(document.untitledProblem(
                    "kind",
                    "\"" + document.kind() + "\" is no kind of " + API_VERSION + "; "
                            + Words.remedy(document.kind(), known)));
        }
        return kind;
    }

    private Optional<Found<?>> resource(Kind kind, Document document, List<Problem> problems) {
        var schema = schemas.computeIfAbsent(kind, KindSchema::of);
        document.content().remove("status");
        schema.applyDefaults(document.content());
        var refused = new ArrayList<>(schema.problems(document));
        checkName(document, refused);
        refused.sort(Comparator.comparingInt(Problem::line));
        problems.addAll(refused);
        if (!refused.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Found<>(MAPPER.treeToValue(document.content(), kind.type()), document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "the schema lets through what the type cannot hold: " + document.title(), e);
        }
    }

    private static void checkName(Document document, List<Problem> problems) {
        var metadata = document.content().path("metadata");
        boolean generated = metadata.has("generateName") && document.kind().equals(Kind.LoadTestRun.name());
        if (metadata.isObject() && !metadata.has("name") && !generated) {
            problems.add(document.problem("metadata.name", "is missing; give it one such as checkout"));
        } else if (!document.name().isEmpty()
                && !OBJECT_NAME.matcher(document.name()).matches()) {
            problems.add(document.problem(
                    "metadata.name",
                    "\"" + document.name()
                            + "\" is no name of a resource; write lower-case letters, digits and dashes"));
        }
    }

    /** On a cluster the second of two resources with one name would replace the first. */
    private static void refuseTwins(List<Found<?>> found, List<Problem> problems) {
        var first = new HashMap<String, Document>();
        for (var each : found) {
            var document = each.document();
            var key = document.kind() + "/" + document.namespace() + "/" + document.name();
            var twin = first.putIfAbsent(key, document);
            if (twin != null && !document.name().isEmpty()) {
                problems.add(document.problem(
                        "metadata.name",
                        "there is another one of this name in " + twin.file() + "; rename one of them"));
            }
        }
    }

    private static <T extends HasMetadata> List<Found<T>> of(Class<T> type, List<Found<?>> found) {
        return found.stream()
                .filter(each -> type.isInstance(each.resource()))
                .map(each -> new Found<>(type.cast(each.resource()), each.document()))
                .toList();
    }
}
