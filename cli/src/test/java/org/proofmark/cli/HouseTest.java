package org.proofmark.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** The walls of the house: bench → cli → portal → scout → engine, never the other way. Those inside the portal are ModulesTest's. */
@AnalyzeClasses(packages = "org.proofmark", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {

    @ArchTest
    static final ArchRule theEngineKnowsNobody = noClasses()
            .that()
            .resideInAPackage("org.proofmark.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.proofmark.scout..",
                    "org.proofmark.portal..",
                    "org.proofmark.cli..",
                    "org.proofmark.bench..",
                    "picocli..",
                    "org.springframework..",
                    "java.sql..",
                    "javax.sql..");

    @ArchTest
    static final ArchRule theScoutKnowsOnlyTheEngine = noClasses()
            .that()
            .resideInAPackage("org.proofmark.scout..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.proofmark.portal..",
                    "org.proofmark.cli..",
                    "org.proofmark.bench..",
                    "picocli..",
                    "org.springframework..",
                    "javax.sql..");

    @ArchTest
    static final ArchRule thePortalDoesNotKnowItsStarter = noClasses()
            .that()
            .resideInAPackage("org.proofmark.portal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.proofmark.cli..", "org.proofmark.bench..", "picocli..");

    /** One room keeps its memory in a file that speaks SQL; no other knows. */
    @ArchTest
    static final ArchRule onlyTheFrontierKnowsATable = noClasses()
            .that()
            .resideInAPackage("org.proofmark.scout..")
            .and()
            .resideOutsideOfPackage("org.proofmark.scout.frontier")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..");

    @ArchTest
    static final ArchRule theScoutsPackagesHaveNoCycles =
            slices().matching("org.proofmark.scout.(*)..").should().beFreeOfCycles();

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
    static final ArchRule neitherEngineNorScoutPrints = noClasses()
            .that()
            .resideInAnyPackage("org.proofmark.engine..", "org.proofmark.scout..")
            .should()
            .accessField(System.class, "out");

    /** Picture files are foreign until the opposite is known; only this package's readers run in a process that may be killed. */
    @ArchTest
    static final ArchRule onlyTheMediaPackageReadsPictures = noClasses()
            .that()
            .resideOutsideOfPackage("org.proofmark.engine.media")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("javax\\.imageio\\.ImageReader|java\\.awt\\.Toolkit|javax\\.swing\\.ImageIcon")
            .orShould()
            .callMethodWhere(called("javax.imageio.ImageIO", "read|getImageReader.*|createImageInputStream"));

    /** Thumbnails are our own files. */
    @ArchTest
    static final ArchRule onlyThumbnailsAreReadByOpenCvBesides = noClasses()
            .that()
            .resideOutsideOfPackage("org.proofmark.engine.media")
            .and()
            .doNotHaveFullyQualifiedName("org.proofmark.engine.fingerprint.Thumbnails")
            .should()
            .callMethodWhere(called("org.bytedeco.opencv.global.opencv_imgcodecs", "im(read|decode).*"));

    /** Those of a certificate are renditions, our own files. */
    @ArchTest
    static final ArchRule decodersRunInWorkers = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.proofmark.engine.media", "org.proofmark.engine.rendition", "org.proofmark.engine.worker")
            .and()
            .doNotHaveFullyQualifiedName("org.proofmark.portal.catalogue.certificates.Pictures")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "org\\.proofmark\\.engine\\.(media\\.(Colour)?Decoder|rendition\\.Renderer|worker\\.InProcessExaminer)");

    private static DescribedPredicate<JavaCall<?>> called(String owner, String methods) {
        return DescribedPredicate.describe(
                "%s.(%s)".formatted(owner, methods),
                call -> call.getTargetOwner().getName().equals(owner)
                        && call.getTarget().getName().matches(methods));
    }

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
    static void allRoomsAreSeen(JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getPackageName))
                .contains("org.proofmark.engine", "org.proofmark.scout", "org.proofmark.portal", "org.proofmark.cli");
    }
}
