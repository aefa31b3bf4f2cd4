package dev.plimsoll.cli.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Splits a text into YAML documents and remembers the line of each field. */
final class YamlText {
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setAllowDuplicateKeys(true) // found by YamlFields, which can say where and go on
            .setMaxAliasesForCollections(50)
            .build();

    private YamlText() {}

    /** The documents of a text; what cannot be read is added to the problems. */
    static List<Document> documents(String file, String text, List<Problem> problems) {
        var documents = new ArrayList<Document>();
        var reader = new StreamReader(SETTINGS, text);
        try {
            Iterator<Node> nodes = new Composer(SETTINGS, new ParserImpl(SETTINGS, reader));
            for (int number = 1; nodes.hasNext(); number++) {
                document(file, number, nodes.next(), problems).ifPresent(documents::add);
            }
        } catch (MarkedYamlEngineException e) {
            var line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            problems.add(new Problem(file, line, "", "", "this is no YAML: " + e.getProblem()));
        } catch (ReaderException e) {
            var character = "the character U+%04X".formatted(e.getCodePoint());
            problems.add(new Problem(
                    file,
                    lineOf(e.getCodePoint(), text),
                    "",
                    "",
                    "this is no YAML: " + character + " may not stand here; remove it"));
        } catch (YamlEngineException e) { // larger, or with more aliases, than anything a person would write
            problems.add(new Problem(file, reader.getLine() + 1, "", "", "this cannot be read: " + e.getMessage()));
        }
        return documents;
    }

    /** Where a character is that stops the reader, which therefore is the first of its kind. */
    private static int lineOf(int codePoint, String text) {
        return 1
                + (int) text.substring(0, text.indexOf(codePoint))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private static Optional<Document> document(String file, int number, Node root, List<Problem> problems) {
        var fields = new YamlFields(file, number, problems);
        JsonNode content = fields.read(root);
        if (content instanceof ObjectNode object) {
            return Optional.of(new Document(file, number, object, fields.lines()));
        }
        if (!content.isNull()) { // an empty document, as between two separators, is nothing to complain about
            problems.add(new Problem(
                    file, YamlFields.line(root), "document " + number, "", "this is no resource: it has no fields"));
        }
        return Optional.empty();
    }
}
