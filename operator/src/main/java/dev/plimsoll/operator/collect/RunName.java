package dev.plimsoll.operator.collect;

/** Namespace and name of a run; the namespace is {@code local} on a laptop. */
public record RunName(String namespace, String name) {
    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
