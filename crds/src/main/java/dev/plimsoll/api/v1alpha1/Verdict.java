package dev.plimsoll.api.v1alpha1;

/** What a run, or one objective of it, comes to. */
public enum Verdict {
    Pass,
    Warn,
    Fail,
    Inconclusive
}
