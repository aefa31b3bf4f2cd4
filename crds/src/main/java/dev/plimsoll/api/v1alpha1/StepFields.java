package dev.plimsoll.api.v1alpha1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a step of any level may have. A structural schema cannot refer to itself, so each level of steps is a type of
 * its own.
 */
public sealed interface StepFields permits StepSpec, InnerStepSpec, InnermostStepSpec {
    @Nullable
    String name();

    @Nullable
    RequestSpec request();

    @Nullable
    List<CaptureSpec> capture();

    @Nullable
    ExpectSpec expect();

    @Nullable
    List<CheckSpec> checks();

    @Nullable
    PauseSpec pause();

    /** How often a block's steps are gone through; null for other steps. */
    default @Nullable Integer repeat() {
        return null;
    }

    /** What must hold each time before a block's steps are gone through; null for other steps. */
    default @Nullable ConditionSpec whileCondition() {
        return null;
    }

    /** Most times of a {@link #whileCondition} block; null for its default. */
    default @Nullable Integer limit() {
        return null;
    }

    /** What must hold for a block's steps to be gone through; null for other steps. */
    default @Nullable ConditionSpec ifCondition() {
        return null;
    }

    /** The steps of a block; null for other steps. */
    default @Nullable List<? extends StepFields> steps() {
        return null;
    }
}
