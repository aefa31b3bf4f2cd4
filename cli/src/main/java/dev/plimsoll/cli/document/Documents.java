package dev.plimsoll.cli.document;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import java.util.List;

/**
 * What the files hold, checked against the schema and with its defaults filled in; each in the order of the files.
 *
 * @param loadTests what can run
 * @param runs executions, which are for clusters only
 * @param budgets what judges
 * @param objects ConfigMaps and Secrets, which others may name
 * @param notes for the user: what was left out
 */
public record Documents(
        List<Found<LoadTest>> loadTests,
        List<Found<LoadTestRun>> runs,
        List<Found<PerformanceBudget>> budgets,
        List<Document> objects,
        List<String> notes) {}
