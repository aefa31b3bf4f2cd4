package dev.plimsoll.cli.show;

import dev.plimsoll.operator.gate.GateAnswer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a gate says, for people. */
public final class GateText {
    private final Style style;

    public GateText(Style style) {
        this.style = style;
    }

    /** The decision with its reason, then the sentence, then whose it is. */
    public List<String> lines(GateAnswer answer) {
        var whose = Stream.of(named("revision ", answer.revision()), named("LoadTestRun ", answer.run()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return List.of(
                style.strong(answer.decision()) + ": " + answer.reason() + (whose.isEmpty() ? "" : " (" + whose + ")"),
                "  " + answer.message());
    }

    private static Optional<String> named(String kind, @Nullable String name) {
        return Optional.ofNullable(name).map(text -> kind + text);
    }

    /** One line for each thing that is new; whoever repeats it says nothing. */
    public static final class Progress implements Consumer<String> {
        private final Consumer<String> out;
        private String last = "";

        public Progress(Consumer<String> out) {
            this.out = out;
        }

        @Override
        public void accept(String line) {
            if (!line.equals(last)) {
                last = line;
                out.accept(line);
            }
        }
    }
}
