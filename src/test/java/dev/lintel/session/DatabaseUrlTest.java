package dev.lintel.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.lintel.InvalidValueException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGProperty;

/**
 * How a DATABASE_URL is taken apart. What a wrong one may not show is in DatabaseUrlSecrecyTest.
 */
class DatabaseUrlTest {

  @Nested
  class Forms {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "postgresql",
          "postgres",
          "postgresql+psycopg2",
          "postgresql+asyncpg",
          "postgres+pg8000",
          "jdbc:postgresql",
          "PostgreSQL",
          "JDBC:postgresql"
        })
    void areAllTheSame(String scheme) {
      DatabaseUrl url = DatabaseUrl.parse(scheme + "://ann:secret@db.example.org:6543/shop");
      assertThat(url.user()).isEqualTo("ann");
      assertThat(url.password()).isEqualTo("secret");
      assertThat(url.hosts()).containsExactly("db.example.org");
      assertThat(url.ports()).containsExactly(6543);
      assertThat(url.database()).isEqualTo("shop");
      assertThat(url.parameters()).isEmpty();
    }

    @Test
    void jdbcTakesUserAndPasswordFromTheQuery() {
      DatabaseUrl url =
          DatabaseUrl.parse("jdbc:postgresql://h/shop?user=a%40b&password=p%26%3D%25+x&ssl=true");
      assertThat(url.user()).isEqualTo("a@b");
      assertThat(url.password()).isEqualTo("p&=% x");
      assertThat(url.parameters()).containsExactly(entry("ssl", "true"));
    }

    @Test
    void allButTheSchemeMayBeLeftOut() {
      DatabaseUrl url = DatabaseUrl.parse("postgresql://");
      assertThat(url.hosts()).containsExactly("localhost");
      assertThat(url.ports()).containsExactly(5432);
      assertThat(url.user()).isNull();
      assertThat(url.password()).isNull();
      assertThat(url.database()).isNull();
    }

    @Test
    void spaceAroundItIsNoPartOfIt() {
      assertThat(DatabaseUrl.parse(" postgresql://h/shop\n").database()).isEqualTo("shop");
    }
  }

  @Nested
  class Credentials {

    @ParameterizedTest
    @CsvSource(
        delimiter = ' ',
        value = {
          "p%40ss p@ss",
          "p+ss p+ss",
          "p%2Bss p+ss",
          "p%2Fs%3As%3F%23 p/s:s?#",
          "p:s:s p:s:s",
          "p@ss p@ss",
          "p%25ss p%ss",
          "p%C3%A4%E2%82%AC%F0%9F%94%91 pä€🔑",
          "p&s=s p&s=s"
        })
    void passwordIsPercentDecoded(String encoded, String password) {
      DatabaseUrl url = DatabaseUrl.parse("postgresql://ann:" + encoded + "@h/shop");
      assertThat(url.password()).isEqualTo(password);
      assertThat(url.user()).isEqualTo("ann");
      assertThat(url.hosts()).containsExactly("h");
    }

    @Test
    void userAndDatabaseArePercentDecoded() {
      DatabaseUrl url = DatabaseUrl.parse("postgresql://me%40srv+1:x@h/my%20shop%2F+2");
      assertThat(url.user()).isEqualTo("me@srv+1");
      assertThat(url.database()).isEqualTo("my shop/+2");
    }

    @Test
    void emptyPasswordIsNotAMissingOne() {
      assertThat(DatabaseUrl.parse("postgresql://ann:@h/shop").password()).isEmpty();
      assertThat(DatabaseUrl.parse("postgresql://ann@h/shop").password()).isNull();
    }
  }

  @Nested
  class Hosts {

    @ParameterizedTest
    @ValueSource(strings = {"[::1]", "[2001:db8::7]", "[fe80::1%eth0]", "[::ffff:10.0.0.1]"})
    void maybeIpv6InBrackets(String host) {
      assertThat(DatabaseUrl.parse("postgresql://a:b@" + host + "/d").hosts())
          .containsExactly(host);
      DatabaseUrl withPort = DatabaseUrl.parse("postgresql://a:b@" + host + ":5555/d");
      assertThat(withPort.hosts()).containsExactly(host);
      assertThat(withPort.ports()).containsExactly(5555);
    }

    @Test
    void severalEachWithItsPortOrTheDefault() {
      DatabaseUrl url = DatabaseUrl.parse("postgresql://a:b@h1:5001,h2,[::1]:5003,10.0.0.4/shop");
      assertThat(url.hosts()).containsExactly("h1", "h2", "[::1]", "10.0.0.4");
      assertThat(url.ports()).containsExactly(5001, 5432, 5003, 5432);
      assertThat(url.database()).isEqualTo("shop");
    }
  }

  @Nested
  class Parameters {

    @Test
    void passToTheDriver() {
      assertThat(
              DatabaseUrl.parse(
                      "postgresql://h/d?sslmode=require&options=-c%20geqo%3Doff&prepareThreshold=1")
                  .parameters())
          .containsExactly(
              entry("sslmode", "require"),
              entry("options", "-c geqo=off"),
              entry("prepareThreshold", "1"));
    }

    @ParameterizedTest
    @CsvSource({
      "application_name=x, ApplicationName, x",
      "fallback_application_name=x, ApplicationName, x",
      "connect_timeout=7, connectTimeout, 7",
      "channel_binding=require, channelBinding, require",
      "gssencmode=disable, gssEncMode, disable",
      "krbsrvname=pg, kerberosServerName, pg",
      "keepalives=0, tcpKeepAlive, false",
      "keepalives=1, tcpKeepAlive, true",
      "load_balance_hosts=random, loadBalanceHosts, true",
      "load_balance_hosts=disable, loadBalanceHosts, false",
      "target_session_attrs=read-write, targetServerType, primary",
      "target_session_attrs=primary, targetServerType, primary",
      "target_session_attrs=standby, targetServerType, secondary",
      "target_session_attrs=read-only, targetServerType, secondary",
      "target_session_attrs=prefer-standby, targetServerType, preferSecondary",
      "target_session_attrs=any, targetServerType, any"
    })
    void namedAsLibpqDoesGetTheDriversName(String parameter, String name, String value) {
      DatabaseUrl url = DatabaseUrl.parse("postgresql://h/d?" + parameter);
      if (PGProperty.forName(name) == null) { // of an older driver
        assertThat(url.parameters()).isEmpty();
        assertThat(url.unknownParameters()).containsExactly(1);
        return;
      }
      assertThat(url.parameters()).containsExactly(entry(name, value));
      assertThat(url.unknownParameters()).isEmpty();
    }

    @Test
    void clientEncodingIsTheDriversBusiness() {
      assertThat(DatabaseUrl.parse("postgresql://h/d?client_encoding=utf8").parameters()).isEmpty();
    }

    @Test
    void unknownToTheDriverAreCountedAndLeftOut() {
      DatabaseUrl url = DatabaseUrl.parse("postgresql://h/d?nope=1&ssl=true&neither=2");
      assertThat(url.parameters()).containsExactly(entry("ssl", "true"));
      assertThat(url.unknownParameters()).containsExactly(1, 3);
    }
  }

  @Nested
  class Wrong {

    @ParameterizedTest
    @CsvSource(
        delimiter = ' ',
        value = {
          "scheme mysql://h/d",
          "scheme h:5432/d",
          "scheme postgresql:/h/d",
          "scheme postgresql:d",
          "host postgresql://a:b@h!/d",
          "host postgresql://a:b@::1/d",
          "host postgresql://a:b@[::1/d",
          "host postgresql://a:b@h1,,h2/d",
          "host postgresql://a:b@h1,/d",
          "port postgresql://a:b@h:0/d",
          "port postgresql://a:b@h:65536/d",
          "port postgresql://a:b@h:-1/d",
          "port postgresql://a:b@h:/d",
          "port postgresql://a:b@h:x/d",
          "port postgresql://a:b@h:99999999999/d",
          "user postgresql://%zz:b@h/d",
          "password postgresql://a:50%@h/d",
          "password postgresql://a:%C3%28@h/d",
          "password postgresql://a:%00@h/d",
          "database postgresql://a:b@h/d/e",
          "database postgresql://a:b@h/%2",
          "query postgresql://h/d?ssl",
          "query postgresql://h/d?=x",
          "host postgresql://h/d?host=/tmp",
          "port postgresql://h/d?port=5432",
          "dbname postgresql://h/d?dbname=x",
          "service postgresql://h/d?service=x",
          "target_session_attrs postgresql://h/d?target_session_attrs=master"
        })
    void isRefusedWithThePartNamed(String part, String url) {
      assertThatThrownBy(() -> DatabaseUrl.parse(url))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("database URL, ")
          .satisfies(e -> assertThat(((InvalidValueException) e).getField()).endsWith(part));
    }

    @Test
    void nullIsNoUrl() {
      assertThatThrownBy(() -> DatabaseUrl.parse(null))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("url: ");
    }
  }
}
