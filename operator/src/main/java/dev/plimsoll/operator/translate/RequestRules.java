package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.RequestSpec;
import dev.plimsoll.api.v1alpha1.RequestSpec.Method;
import dev.plimsoll.api.v1alpha1.RequestSpec.PartSpec;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What requests must be: something that HTTP can carry. */
final class RequestRules {
    /** A token of RFC 9110, section 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    /** Visible characters, spaces and tabs: RFC 9110, section 5.5, without the obsolete bytes above ASCII. */
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");
    /** Path and query: what can stand in a request line, without a fragment. */
    private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7e&&[^#]]*");
    /** Type and subtype of RFC 9110, section 8.3.1, and whatever parameters. */
    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\x21-\\x7e&&[^/]]+/[\\x20-\\x7e]+");
    /** What may stand between the quotes of a multipart header without a thought about escapes. */
    private static final Pattern PART_NAME = Pattern.compile("[^\\p{Cntrl}\"]+");

    private static final Set<String> FRAMING_HEADERS = Set.of("content-length", "transfer-encoding");

    private RequestRules() {}

    static void check(RequestSpec request, TemplateRules templates, Findings at) {
        templates
                .check(request.path(), at.at("path"))
                .filter(path -> !PATH.matcher(path.constantText()).matches())
                .ifPresent(_ -> at.at("path")
                        .report(
                                request.path(),
                                "a path begins with / and has only characters that a URL may have; percent-encode the "
                                        + "others, a space as %20"));
        if (request.headers() != null) {
            request.headers().forEach((name, value) -> checkHeader(name, value, templates, at.at("headers")));
        }
        checkBody(request, templates, at);
        var _ = QuantityRules.positiveDuration(
                request.timeout(), "a timeout must be longer than zero; give one such as 10s", at.at("timeout"));
    }

    private static void checkBody(RequestSpec request, TemplateRules templates, Findings at) {
        var body = new OneOf()
                .field("body", request.body())
                .field("bodyFrom", request.bodyFrom())
                .field("form", request.form())
                .field("multipart", request.multipart());
        var _ = body.isAtMostOne(at);
        if (request.body() != null) {
            var _ = templates.check(request.body(), at.at("body"));
        }
        SourceRules.check(request.bodyFrom(), at.at("bodyFrom"));
        if (request.form() != null) {
            request.form()
                    .forEach((name, value) ->
                            templates.check(value, at.at("form").at(name)));
        }
        for (int i = 0; request.multipart() != null && i < request.multipart().size(); i++) {
            checkPart(request.multipart().get(i), templates, at.at("multipart", i));
        }
        boolean hasBody = request.bodyFrom() != null || request.form() != null || request.multipart() != null;
        if (hasBody && (request.method() == Method.GET || request.method() == Method.HEAD)) {
            at.at("method").report(request.method(), "carries no form or file; use POST or PUT");
        }
    }

    private static void checkPart(PartSpec part, TemplateRules templates, Findings at) {
        var _ = new OneOf()
                .field("value", part.value())
                .field("valueFrom", part.valueFrom())
                .isExactlyOne("has no content", at);
        if (part.value() != null) {
            var _ = templates.check(part.value(), at.at("value"));
        }
        SourceRules.check(part.valueFrom(), at.at("valueFrom"));
        if (!PART_NAME.matcher(part.name()).matches()) {
            at.at("name")
                    .report(part.name(), "has a quote or a line break, which a part's name cannot carry; remove it");
        }
        if (part.fileName() != null && !PART_NAME.matcher(part.fileName()).matches()) {
            at.at("fileName")
                    .report(
                            part.fileName(),
                            "has a quote or a line break, which a file's name cannot carry; remove it");
        }
        if (part.contentType() != null
                && !MEDIA_TYPE.matcher(part.contentType()).matches()) {
            at.at("contentType").report(part.contentType(), "is no media type; write one such as image/png");
        }
    }

    private static void checkHeader(String name, String value, TemplateRules templates, Findings at) {
        if (!isToken(name)) {
            checkHeaderName(name, at);
            return;
        }
        var here = at.at(name);
        if (FRAMING_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            here.report(value, "is set by the runner; remove it");
            return;
        }
        templates
                .check(value, here)
                .filter(template ->
                        !HEADER_VALUE.matcher(template.constantText()).matches())
                .ifPresent(_ -> here.report(
                        value, "has a line break or another character that a header field cannot carry; remove it"));
    }

    static void checkHeaderName(String name, Findings at) {
        if (!isToken(name)) {
            at.report(name, "is no name of a header field; use letters, digits and dashes");
        }
    }

    static boolean isToken(String name) {
        return TOKEN.matcher(name).matches();
    }
}
