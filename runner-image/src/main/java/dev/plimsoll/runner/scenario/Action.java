package dev.plimsoll.runner.scenario;

import dev.plimsoll.engine.contract.Pause;

/** What a session does next that takes time. */
public sealed interface Action extends Operation permits CompiledStep, Action.Rest, Action.End {

    /** Sends nothing for a while. */
    record Rest(Pause pause) implements Action {}

    /** Nothing: the scenario is over. */
    record End() implements Action {}
}
