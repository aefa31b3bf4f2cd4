package dev.plimsoll.operator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Only reconcile knows all its siblings, and only main knows reconcile. */
@AnalyzeClasses(packages = "dev.plimsoll.operator", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    private static final String ROOT = "dev.plimsoll.operator";

    @ArchTest
    static final ArchRule translateKnowsSchedules = knowsOnly("translate", "schedule");

    @ArchTest
    static final ArchRule scheduleKnowsNoSibling = knowsOnly("schedule");

    @ArchTest
    static final ArchRule jobKnowsNoSibling = knowsOnly("job");

    @ArchTest
    static final ArchRule collectKnowsNoSibling = knowsOnly("collect");

    @ArchTest
    static final ArchRule statusKnowsNoSibling = knowsOnly("status");

    @ArchTest
    static final ArchRule webKnowsNoSibling = knowsOnly("web");

    @ArchTest
    static final ArchRule notifyKnowsNoSibling = knowsOnly("notify");

    @ArchTest
    static final ArchRule limitsKnowNoSibling = knowsOnly("limits");

    @ArchTest
    static final ArchRule metricsKnowsWhatItCounts = knowsOnly("metrics", "collect", "store");

    @ArchTest
    static final ArchRule storeKnowsWhatItEmpties = knowsOnly("store", "collect");

    @ArchTest
    static final ArchRule trendKnowsNoSibling = knowsOnly("trend");

    @ArchTest
    static final ArchRule onlyMainKnowsReconcile = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, ROOT + ".reconcile..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".reconcile..");

    @ArchTest
    static final ArchRule nobodyKnowsTheRunnersCode =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.plimsoll.runner..");

    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    private static ArchRule knowsOnly(String room, String... others) {
        var known = new String[others.length + 1];
        known[0] = ROOT + "." + room + "..";
        for (int i = 0; i < others.length; i++) {
            known[i + 1] = ROOT + "." + others[i] + "..";
        }
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + room + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + "..").and(not(resideInAnyPackage(known))));
    }
}
