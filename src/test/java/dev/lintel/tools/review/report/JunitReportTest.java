package dev.lintel.tools.review.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JunitReportTest {

  private static final XPath XPATH = XPathFactory.newInstance().newXPath();

  private static Document xml;

  @BeforeAll
  static void parse() throws Exception {
    String text = JunitReport.of(new View(SampleReview.full(), SampleReview.TODAY));
    xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(text)));
  }

  @Test
  void hasASuiteForEachFileAndOneForTheSchema() throws Exception {
    assertThat(all("/testsuites/testsuite/@name"))
        .containsExactly(
            "mappers/items.xml",
            "mappers/parents.xml",
            "mappers/" + SampleReview.HOSTILE + ".xml",
            "mappers/reports.xml",
            "schema",
            "review",
            "not reviewed");
  }

  @Test
  void countsWhatItHolds() throws Exception {
    assertThat(value("/testsuites/@tests")).isEqualTo(value("count(//testcase)")).isEqualTo("22");
    assertThat(value("/testsuites/@failures")).isEqualTo(value("count(//failure)")).isEqualTo("9");
    assertThat(value("/testsuites/@skipped")).isEqualTo(value("count(//skipped)")).isEqualTo("2");
    for (String suite : all("/testsuites/testsuite/@name")) {
      if (!suite.contains("'")) {
        assertThat(value("//testsuite[@name='" + suite + "']/@tests"))
            .isEqualTo(value("count(//testsuite[@name='" + suite + "']/testcase)"));
      }
    }
  }

  @Test
  void anOpenFindingFailsItsStatement() throws Exception {
    String failure =
        "//testcase[@classname='mappers/items.xml'][@name='items.searchItems']/failure";

    assertThat(value(failure + "/@type")).isEqualTo("seq-scan");
    assertThat(value(failure))
        .isEqualTo(
            "error seq-scan [name != null]: reads all 350,000 rows of lintel.items for 4,000; a"
                + " trigram index on (name gin_trgm_ops), or a search from the beginning of the name");
  }

  @Test
  void whatIsAcceptedOrOnlyToldPasses() throws Exception {
    assertThat(value("count(//testcase[@name='parents.listParents']/failure)")).isEqualTo("0");
    assertThat(value("count(//testcase[@name='lintel.items']/failure)")).isEqualTo("0");
  }

  @Test
  void whatIsNotApprovedFailsWithItsDiff() throws Exception {
    assertThat(value("//testcase[@name='items.listItemsByStatus']/failure"))
        .contains("items/listItemsByStatus.plan: changed", "+    Filter: (status = $1)");
    assertThat(value("//testcase[@name='reports.everything']/failure/@type"))
        .isEqualTo("approval-new");
    assertThat(all("//testsuite[@name='review']/testcase/@name"))
        .containsExactly("review", "items.forgotten");
  }

  @Test
  void whatWasLeftOutIsSkipped() throws Exception {
    assertThat(all("//skipped/@message"))
        .containsExactly("CALLABLE: cannot be prepared", "for another database: oracle");
  }

  @Test
  void hostileTextIsText() throws Exception {
    assertThat(value("//testcase[starts-with(@name, 'hostile')]/failure"))
        .contains(SampleReview.HOSTILE);
    assertThat(value("count(//script | //img)")).isEqualTo("0");
  }

  private static String value(String path) throws Exception {
    return XPATH.evaluate(path, xml);
  }

  private static List<String> all(String path) throws Exception {
    NodeList nodes = (NodeList) XPATH.evaluate(path, xml, XPathConstants.NODESET);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      values.add(nodes.item(i).getNodeValue());
    }
    return values;
  }
}
