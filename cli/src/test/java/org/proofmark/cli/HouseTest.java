package org.proofmark.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** The walls of the house: bench → cli → engine, never the other way. */
@AnalyzeClasses(packages = "org.proofmark", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {

    @ArchTest
    static final ArchRule theEngineKnowsNobody = noClasses()
            .that()
            .resideInAPackage("org.proofmark.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.proofmark.cli..",
                    "org.proofmark.bench..",
                    "picocli..",
                    "org.springframework..",
                    "java.sql..",
                    "javax.sql..");

    @ArchTest
    static final ArchRule theCliDoesNotKnowTheBench = noClasses()
            .that()
            .resideInAPackage("org.proofmark.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.proofmark.bench..");

    @ArchTest
    static final ArchRule theEnginesPackagesHaveNoCycles = slices().matching("org.proofmark.engine.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theEngineDoesNotPrint = noClasses()
            .that()
            .resideInAPackage("org.proofmark.engine..")
            .should()
            .accessField(System.class, "out");

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        assertThat(classes.stream()
                        .map(JavaClass::getPackage)
                        .distinct()
                        .filter(room -> !room.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName))
                .isEmpty();
    }

    @ArchTest
    static void bothRoomsAreSeen(JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getPackageName))
                .contains("org.proofmark.engine", "org.proofmark.cli");
    }
}
