package dev.plimsoll.operator.notify;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Those who can be told, by the names that LoadTests know them by. Whoever writes a LoadTest picks a name and no
 * address: so nobody makes the operator post where they cannot.
 */
public final class Notifiers {
    /** Nobody. */
    public static final Notifiers NONE = new Notifiers(new LinkedHashMap<>());

    private final SequencedMap<String, Receiver> receivers;

    private Notifiers(SequencedMap<String, Receiver> receivers) {
        this.receivers = receivers;
    }

    /**
     * Of the operator's configuration.
     *
     * @throws IllegalArgumentException when two have one name
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Notifiers of(List<NotifierConfig> configs) {
        var receivers = new LinkedHashMap<String, Receiver>();
        for (var config : configs) {
            if (receivers.put(config.name(), config.receiver()) != null) {
                throw new IllegalArgumentException(
                        config.name() + ": two notifiers have this name; give one of them another");
            }
        }
        return new Notifiers(receivers);
    }

    /** The one of this name. */
    Optional<Receiver> find(String name) {
        return Optional.ofNullable(receivers.get(name));
    }

    /** Whether there is one of this name. */
    public boolean has(String name) {
        return receivers.containsKey(name);
    }

    /** All names. */
    public Set<String> names() {
        return Map.copyOf(receivers).keySet();
    }

    /** What to say of a name that nobody has. */
    public String unknown(String name) {
        return "the operator's configuration has no notifier " + name + "; "
                + (receivers.isEmpty()
                        ? "it has none: whoever looks after the cluster adds it to the ConfigMap plimsoll-config"
                        : "it has " + String.join(", ", receivers.keySet()));
    }
}
