package dev.lintel.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.LintelException;
import dev.lintel.faults.InputFigures;
import dev.lintel.faults.InputRun;
import dev.lintel.faults.Inputs;
import dev.lintel.testing.Load;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** URLs as people and programs get them wrong: refused by the part, and never with the password. */
@Tag("faults")
@Timeout(value = 1, unit = TimeUnit.HOURS) // the run ends an input that hangs
class DatabaseUrlInputsTest {

  static final String SECRET = "s3cr3t";

  static final List<String> SCHEMES =
      List.of("postgresql://", "postgres://", "postgresql+asyncpg://", "jdbc:postgresql://");
  private static final List<String> HOSTS =
      List.of(
          "localhost", "127.0.0.1", "[::1]", "a,b:1,c", "h:0", "h:65536", "h:x", "h h", ",", "");
  static final List<String> QUERIES =
      List.of(
          "ssl=true",
          "sslmode=verify-full",
          "connect_timeout=3",
          "target_session_attrs=read-write",
          "target_session_attrs=x",
          "password=" + SECRET,
          "user=u",
          "host=h",
          "options=-c%20a=b",
          "x=" + SECRET,
          "=",
          "&&",
          "%",
          "socketTimeout=x");

  static String encoded(String text) {
    return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8);
  }

  private static String url(Inputs in) {
    StringBuilder url = new StringBuilder(in.of(SCHEMES));
    String user = in.one(8) ? in.text(20) : encoded(in.text(20));
    url.append(user).append(':').append(SECRET);
    url.append(in.one(4) ? in.text(20) : encoded(in.text(20))).append('@');
    url.append(in.one(8) ? in.text(20) : in.of(HOSTS));
    url.append('/').append(in.one(4) ? in.text(20) : encoded(in.text(20)));
    char separator = '?';
    for (int i = in.upTo(3); i > 0; i--) {
      url.append(separator).append(in.one(6) ? in.text(20) : in.of(QUERIES));
      separator = '&';
    }
    return in.one(3) ? in.mutated(url.toString()) : url.toString();
  }

  /** As the password of its place or as that of the query: a mutation may have moved it. */
  private static boolean hasItOnlyAsPassword(String given) {
    int question = given.indexOf('?');
    String before = question < 0 ? given : given.substring(0, question);
    String query = question < 0 ? "" : given.substring(question + 1);
    int at = before.indexOf(":" + SECRET);
    int slash = before.indexOf('/', before.indexOf("://") + 3);
    return at >= 0
        && (slash < 0 || slash > at)
        && before.lastIndexOf(SECRET) == at + 1
        && !query.replaceAll("(?<=^|&)password=" + SECRET, "").contains(SECRET);
  }

  @Test
  void eachIsTakenApartOrRefusedWithoutItsPassword() {
    int count = Load.inputs(2_000);
    InputRun run =
        InputRun.of(
            "DatabaseUrl",
            count,
            in -> {
              String given = url(in);
              try {
                DatabaseUrl url = DatabaseUrl.parse(given);
                assertThat(url.hosts()).isNotEmpty().hasSameSizeAs(url.ports());
                assertThat(url.toString()).startsWith("postgresql://");
                if (hasItOnlyAsPassword(given)) {
                  assertThat(url.toString()).doesNotContain(SECRET);
                }
              } catch (LintelException e) {
                if (given.contains(":" + SECRET)) {
                  assertThat(e.getMessage()).doesNotContain(SECRET);
                }
                assertThat(e.getMessage()).startsWith("database URL, ");
                throw e;
              }
            });
    assertThat(run.taken()).isPositive();
    assertThat(run.refused()).isPositive();
    InputFigures.write("inputs of database URLs", Map.of("DatabaseUrl.parse", count));
  }
}
