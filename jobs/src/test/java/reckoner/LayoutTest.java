package reckoner;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The house has walls: who may know whom. */
class LayoutTest {

    private static final String[] ROOMS = {
        "reckoner.load..", "reckoner.reconcile..", "reckoner.timeline..", "reckoner.statements..", "reckoner.delivery..",
        "reckoner.activity..", "reckoner.export..", "reckoner.demo..", "reckoner.archive.."
    };
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("reckoner");

    @Test
    void no_job_package_knows_another_one() {
        for (String room : ROOMS) {
            for (String other : ROOMS) {
                if (!room.equals(other)) {
                    noClasses().that().resideInAPackage(room).should().dependOnClassesThat().resideInAPackage(other)
                            .because("job packages meet in tables").allowEmptyShould(true).check(CLASSES);
                }
            }
        }
    }

    @Test
    void job_packages_know_neither_runs_nor_the_command_line() {
        noClasses().that().resideInAnyPackage(ROOMS).should().dependOnClassesThat()
                .resideInAnyPackage("reckoner.run..", "reckoner.cli..", "reckoner.schedule..", "reckoner.console..", "reckoner.users..", "reckoner.purchase..", "reckoner.personal..").check(CLASSES);
    }

    @Test
    void the_words_of_the_ledger_know_no_database_and_no_spring() {
        noClasses().that().resideInAPackage("reckoner.ledger..").should().dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..", "reckoner.database..").check(CLASSES);
    }

    @Test
    void reports_know_no_database_no_spring_and_no_jobs() {
        noClasses().that().resideInAnyPackage("reckoner.statement..", "reckoner.table..", "reckoner.document..").should()
                .dependOnClassesThat().resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..", "reckoner.ledger..",
                        "reckoner.load..", "reckoner.reconcile..", "reckoner.statements..", "reckoner.timeline..", "reckoner.run..")
                .check(CLASSES);
    }

    @Test
    void jasper_and_poi_are_seen_by_documents_only() {
        noClasses().that().resideOutsideOfPackage("reckoner.document..").should().dependOnClassesThat()
                .resideInAnyPackage("net.sf.jasperreports..", "org.apache.poi..", "org.jfree..").check(CLASSES);
    }

    @Test
    void only_run_talks_to_the_job_operator() {
        noClasses().that().resideOutsideOfPackage("reckoner.run..").should().dependOnClassesThat()
                .haveFullyQualifiedName("org.springframework.batch.core.launch.JobOperator").check(CLASSES);
    }

    @Test
    void only_the_console_knows_the_web_and_only_the_schedule_knows_quartz() {
        noClasses().that().resideOutsideOfPackage("reckoner.console..").should().dependOnClassesThat()
                .resideInAnyPackage("org.springframework.web..", "org.springframework.security.web..", "org.thymeleaf..", "jakarta.servlet..").check(CLASSES);
        noClasses().that().resideOutsideOfPackage("reckoner.schedule..").should().dependOnClassesThat().resideInAnyPackage("org.quartz..").check(CLASSES);
        noClasses().that().resideInAnyPackage("reckoner.schedule..", "reckoner.users..", "reckoner.purchase..").should().dependOnClassesThat()
                .resideInAnyPackage("reckoner.console..", "reckoner.cli..").check(CLASSES);
    }

    @Test
    void nothing_of_money_is_a_double() {
        classes().that().resideInAnyPackage("reckoner.ledger..", "reckoner.statement..", "reckoner.load..", "reckoner.reconcile..",
                        "reckoner.statements..")
                .should(new NoDoubles()).check(CLASSES);
        classes().that(alwaysTrue()).should().notBeAssignableTo("java.lang.Double").check(CLASSES);
    }
}
