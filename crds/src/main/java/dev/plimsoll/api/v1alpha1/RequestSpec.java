package dev.plimsoll.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An HTTP request. Of body, bodyFrom, form and multipart one may be set. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RequestSpec(
        @Default("GET") @JsonPropertyDescription("HTTP method.")
        Method method,

        @Default("/")
        @Pattern(Formats.PATH)
        @Size(max = 4096)
        @JsonPropertyDescription("Path and query, put after the target's URL; a template.")
        String path,

        @Nullable
        @Size(max = 64)
        @JsonPropertyDescription("Header fields; values are templates. Host may be set; Content-Length is computed.")
        Map<String, String> headers,

        @Nullable @Size(max = 65536) @JsonPropertyDescription("Body, sent as UTF-8; a template.")
        String body,

        @Nullable @JsonPropertyDescription("A file as the body, byte for byte.")
        SourceSpec bodyFrom,

        @Nullable
        @Size(max = 100)
        @JsonPropertyDescription("Fields of a body as application/x-www-form-urlencoded; values are templates.")
        Map<String, String> form,

        @Nullable @Size(min = 1, max = 20) @JsonPropertyDescription("Parts of a body as multipart/form-data.")
        List<PartSpec> multipart,

        @Nullable
        @Min(0)
        @Max(20)
        @JsonPropertyDescription(
                "How many redirects to the target itself are followed; when absent, a redirect is the " + "response.")
        Integer followRedirects,

        @Default("10s")
        @Pattern(Formats.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription(
                "Longest time from the send to the last byte, redirects included; after it the request counts as timed "
                        + "out.")
        String timeout) {

    /** HTTP methods. */
    public enum Method {
        GET,
        HEAD,
        POST,
        PUT,
        PATCH,
        DELETE,
        OPTIONS
    }

    /** A part of a multipart body: a text or a file. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PartSpec(
            @Required @Size(min = 1, max = 256) @JsonPropertyDescription("Name of the form's field.")
            String name,

            @Nullable @Size(max = 65536) @JsonPropertyDescription("Its text; a template.")
            String value,

            @Nullable @JsonPropertyDescription("A file, instead of a text.")
            SourceSpec valueFrom,

            @Nullable @Size(max = 256) @JsonPropertyDescription("Name of the file that the server is told.")
            String fileName,

            @Nullable @Size(max = 256) @JsonPropertyDescription("Its media type, such as image/png.")
            String contentType) {}
}
