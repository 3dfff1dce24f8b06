package dev.lintel.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mybatis.spring.SqlSessionTemplate;
import org.springframework.core.SpringVersion;

/** Which lines of Spring and mybatis-spring fit. */
class SpringLibrariesTest {

  @ParameterizedTest
  @CsvSource({
    "4.3.30.RELEASE, 2.1.2",
    "5.3.39, 2.1.2",
    "6.2.19, 3.0.5",
    "7.0.10, 4.0.0",
    "7.0.10, 3.0.5",
    ", 2.1.2",
    "6.2.19, ",
    "unknown, unknown",
  })
  void fits(String spring, String mybatisSpring) {
    assertThatCode(() -> SpringLibraries.check(spring, mybatisSpring)).doesNotThrowAnyException();
  }

  @Test
  void areToldByTheirOwnJarsAlone() {
    assertThat(SpringLibraries.version(SpringVersion.class, "spring-core"))
        .isEqualTo(SpringVersion.getVersion());
    assertThat(SpringLibraries.version(SqlSessionTemplate.class, "mybatis-spring"))
        .startsWith("2.");
    assertThat(SpringLibraries.version(SqlSessionTemplate.class, "shop")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3.2.18.RELEASE | 1.3.3 | Spring 3.2.18.RELEASE: expected 4.3 or newer",
        "4.2.9.RELEASE | 1.3.3 | Spring 4.2.9.RELEASE: expected 4.3 or newer",
        "5.3.39 | 3.0.5 | mybatis-spring 3.0.5: does not fit Spring 5.3.39; take 2.1.2",
        "6.2.19 | 2.1.2 | mybatis-spring 2.1.2: does not fit Spring 6.2.19; take 3.0.5",
        "7.0.10 | 2.1.2 | mybatis-spring 2.1.2: does not fit Spring 7.0.10; take 4.0.0",
      })
  void doesNotFit(String spring, String mybatisSpring, String message) {
    assertThatThrownBy(() -> SpringLibraries.check(spring, mybatisSpring))
        .isExactlyInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }
}
