package net.mytestbed.pxe.service;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The web server is thin: its two wires know nothing of each other, and none of files. */
class JaxrsArchitectureTest {
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("net.mytestbed.pxe.service");

    @Test
    void itsPackagesDependOnEachOtherInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("wiring")
                .definedBy("net.mytestbed.pxe.service")
                .layer("config")
                .definedBy("net.mytestbed.pxe.service.config")
                .layer("omf")
                .definedBy("net.mytestbed.pxe.service.omf")
                .layer("api")
                .definedBy("net.mytestbed.pxe.service.api")
                .layer("http")
                .definedBy("net.mytestbed.pxe.service.http")
                .layer("access")
                .definedBy("net.mytestbed.pxe.service.access")
                .layer("metrics")
                .definedBy("net.mytestbed.pxe.service.metrics")
                .whereLayer("config")
                .mayNotAccessAnyLayer()
                .whereLayer("http")
                .mayNotAccessAnyLayer()
                .whereLayer("omf")
                .mayOnlyAccessLayers("http")
                .whereLayer("api")
                .mayOnlyAccessLayers("http")
                .whereLayer("access")
                .mayOnlyAccessLayers("http")
                .whereLayer("metrics")
                .mayOnlyAccessLayers("http")
                .check(SERVICE);
    }

    @Test
    void theWiresTouchNoFilesAndNoAdapters() {
        noClasses()
                .that()
                .resideInAnyPackage("net.mytestbed.pxe.service.omf", "net.mytestbed.pxe.service.api")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "net.mytestbed.pxe.tftpboot.."))
                .check(SERVICE);
    }

    @Test
    void nothingAsksTheClockByItself() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(SERVICE);
    }
}
