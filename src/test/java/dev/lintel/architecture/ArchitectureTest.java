package dev.lintel.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The layers and slices of the design, read from the class files. */
class ArchitectureTest {

  private static final JavaClasses LINTEL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.lintel");

  private static final String[] DOMAINS = {
    "dev.lintel.parents..", "dev.lintel.items..", "dev.lintel.conversations.."
  };

  @Test
  void findsTheClassesThatItJudges() {
    assertThat(LINTEL.contain("dev.lintel.items.ItemOperations")).isTrue();
    assertThat(LINTEL.contain("dev.lintel.session.Database")).isTrue();
  }

  @Nested
  class Operations {

    @Test
    void areStaticAndTakeTheCallersSessionFirst() {
      methods()
          .that()
          .areDeclaredInClassesThat()
          .haveSimpleNameEndingWith("Operations")
          .and()
          .arePublic()
          .should(takeASessionFirst())
          .andShould()
          .beStatic()
          .check(LINTEL);
    }

    @Test
    void haveNoPublicConstructor() {
      classes()
          .that()
          .haveSimpleNameEndingWith("Operations")
          .should()
          .haveOnlyPrivateConstructors()
          .andShould()
          .haveModifier(JavaModifier.FINAL)
          .check(LINTEL);
    }

    @Test
    void neverOpenEndOrCloseASession() {
      noClasses()
          .that(resideInAnyPackage(DOMAINS))
          .should(callMethodWhere(endsASession()))
          .check(LINTEL);
    }

    @Test
    void opensAreSeenByTheRuleAbove() {
      // the rule must be able to fail: Database does what operations may not
      assertThat(
              LINTEL.get("dev.lintel.session.Database").getMethodCallsFromSelf().stream()
                  .filter(endsASession()))
          .isNotEmpty();
    }

    @Test
    void knowNeitherDatabaseNorPool() {
      noClasses()
          .that(resideInAnyPackage(DOMAINS))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.lintel.session..", "dev.lintel.migrations..", "javax.sql..")
          .check(LINTEL);
    }

    private ArchCondition<JavaMethod> takeASessionFirst() {
      return new ArchCondition<>("take the caller's SqlSession first") {
        @Override
        public void check(JavaMethod method, ConditionEvents events) {
          List<JavaClass> parameters = method.getRawParameterTypes();
          boolean first =
              !parameters.isEmpty() && parameters.get(0).isEquivalentTo(SqlSession.class);
          events.add(new SimpleConditionEvent(method, first, method.getFullName()));
        }
      };
    }

    private DescribedPredicate<JavaMethodCall> endsASession() {
      Set<String> names =
          Set.of("commit", "rollback", "close", "openSession", "setAutoCommit", "setSavepoint");
      return DescribedPredicate.describe(
          "opens, commits, rolls back or closes",
          call ->
              names.contains(call.getName())
                  && (call.getTargetOwner().isAssignableTo(SqlSession.class)
                      || call.getTargetOwner().isAssignableTo(SqlSessionFactory.class)
                      || call.getTargetOwner().isAssignableTo(Connection.class)));
    }
  }

  @Nested
  class Slices {

    @Test
    void haveNoCircles() {
      slices().matching("dev.lintel.(*)..").should().beFreeOfCycles().check(LINTEL);
    }

    @Test
    void doNotImportOneAnotherSaveThatItemsKnowParents() {
      noClasses()
          .that(resideInAPackage("dev.lintel.parents.."))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.lintel.items..", "dev.lintel.conversations..")
          .check(LINTEL);
      noClasses()
          .that(resideInAPackage("dev.lintel.items.."))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.lintel.conversations..")
          .check(LINTEL);
      noClasses()
          .that(resideInAPackage("dev.lintel.conversations.."))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.lintel.items..", "dev.lintel.parents..")
          .check(LINTEL);
    }

    @Test
    void areNotNamedUtilOrCommon() {
      noClasses()
          .should()
          .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..")
          .check(LINTEL);
    }

    @Test
    void keepTheirMappersToThemselves() {
      classes().that().haveSimpleNameEndingWith("Mapper").should().bePackagePrivate().check(LINTEL);
    }
  }

  @Nested
  class Layers {

    @Test
    void nothingOutsideOfSpringImportsSpring() {
      noClasses()
          .that(DescribedPredicate.not(resideInAPackage("dev.lintel.spring..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..")
          .check(LINTEL);
    }

    @Test
    void nothingOutsideOfToolsImportsTools() {
      noClasses()
          .that(DescribedPredicate.not(resideInAPackage("dev.lintel.tools..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.lintel.tools..")
          .allowEmptyShould(true)
          .check(LINTEL);
    }

    @Test
    void optionalLibrariesAreLinkedInFewPlaces() {
      noClasses()
          .that(DescribedPredicate.not(resideInAPackage("dev.lintel.tools..")))
          .and()
          .doNotHaveFullyQualifiedName("dev.lintel.session.Pool")
          .and()
          .doNotHaveFullyQualifiedName("dev.lintel.session.Eviction")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.zaxxer..")
          .check(LINTEL);
      noClasses()
          .that(DescribedPredicate.not(resideInAPackage("dev.lintel.tools..")))
          .and()
          .doNotHaveFullyQualifiedName("dev.lintel.migrations.FlywayRunner")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.flywaydb..")
          .check(LINTEL);
    }

    /** It is on the compiler's path, through Flyway 9. */
    @Test
    void nothingImportsJackson() {
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml.jackson..")
          .check(LINTEL);
    }

    @Test
    void exceptionsForCallersExtendOneRoot() {
      classes()
          .that()
          .areAssignableTo(Exception.class)
          .and()
          .arePublic()
          .and()
          .resideInAPackage("dev.lintel..")
          .should()
          .resideInAPackage("dev.lintel")
          .andShould()
          .beAssignableTo("dev.lintel.LintelException")
          .check(LINTEL);
    }
  }
}
