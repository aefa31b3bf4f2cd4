/**
 * From what people write to what the engine runs: a {@code LoadTestSpec} and its budgets become a {@code RunPlan} with
 * objectives and abort rules, or the list of everything that is wrong.
 *
 * <p>Pure. The rules ({@code …Rules}) only find problems, the {@code Planner} only builds from what has none. The rules
 * repeat what the schema's CEL rules say, because API servers before 1.25 and the command line do not evaluate CEL.
 */
@NullMarked
package dev.plimsoll.operator.translate;

import org.jspecify.annotations.NullMarked;
