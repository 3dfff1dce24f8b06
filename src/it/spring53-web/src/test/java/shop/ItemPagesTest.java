package shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.parents.Parent;
import dev.lintel.parents.ParentOperations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shop.TomcatServer.Response;
import shop.contract.Postgres;

/** What a browser gets: models read by EL in JSP, forms, and the page of an error. */
class ItemPagesTest {

  private static TomcatServer server;
  private static SqlSession session;

  @BeforeAll
  static void start() throws Exception {
    System.setProperty("jdbc.url", Postgres.newDatabase());
    server = new TomcatServer();
    session = server.rootContext().getBean("lintelSqlSession", SqlSession.class);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    System.clearProperty("jdbc.url");
  }

  @Test
  void showsAnItemOfTheList() throws Exception {
    Item item =
        ItemOperations.createItem(
            session,
            NewItem.builder()
                .name("Küchenlampe")
                .status("shown")
                .metadata(Collections.singletonMap("watts", 40))
                .build());
    Response page = server.get("/items?status=shown");
    assertThat(page.status).isEqualTo(200);
    assertThat(page.body)
        .contains("<title>Items: shown</title>")
        .contains("<a href=\"/items/" + item.getId() + "\">Küchenlampe</a>")
        .contains("<td>shown</td>")
        .contains("<td>40</td>")
        .contains("<td>" + item.getCreatedAt() + "</td>")
        .doesNotContain("Next page");
  }

  @Test
  void escapesWhatPeopleTypedIn() throws Exception {
    ItemOperations.createItem(
        session,
        NewItem.builder()
            .name("<b>")
            .status("escaped")
            .metadata(Collections.singletonMap("watts", "<i>"))
            .build());
    assertThat(server.get("/items?status=escaped").body)
        .contains("&lt;b&gt;", "<td>&lt;i&gt;</td>")
        .doesNotContain("<b>", "<i>");
  }

  @Test
  void leadsFromPageToPage() throws Exception {
    List<NewItem> lamps = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      lamps.add(NewItem.builder().name("Lamp " + i).status("many & more").build());
    }
    List<Item> created = ItemOperations.createItems(session, lamps);
    List<String> shown = new ArrayList<>();
    String path = "/items?status=many+%26+more";
    for (int pages = 0; path != null; pages++) {
      assertThat(pages).isLessThan(3);
      String body = server.get(path).body;
      shown.addAll(all("<a href=\"/items/([^\"]+)\">", body));
      List<String> next = all("<a id=\"next\" href=\"([^\"]+)\">", body);
      path = next.isEmpty() ? null : next.get(0).replace("&amp;", "&");
    }
    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(
            () -> created.stream().map(item -> item.getId().toString()).iterator());
  }

  @Test
  void showsTheParentOfAnItem() throws Exception {
    Parent parent = ParentOperations.createParent(session, "Lamps & more");
    Item item =
        ItemOperations.createItem(
            session,
            NewItem.builder()
                .name("Lamp")
                .status("child")
                .metadata(Collections.singletonMap("colour", "red"))
                .parentId(parent.getId())
                .build());
    assertThat(server.get("/items/" + item.getId()).body)
        .contains("<h1>Lamp</h1>")
        .contains("<dt>Parent</dt><dd>Lamps &amp; more</dd>")
        .contains("<dt>colour</dt><dd>red</dd>");
    Item orphan = ItemOperations.createItem(session, "Lamp", "child");
    assertThat(server.get("/items/" + orphan.getId()).body)
        .contains("<dt>Parent</dt><dd>none</dd>");
  }

  @Test
  void createsAnItemByAForm() throws Exception {
    Response created = server.post("/items", "name=L%C3%A4mp&status=posted&watts=60");
    assertThat(created.status).isEqualTo(302);
    Item item = ItemOperations.listItemsByStatus(session, "posted").get(0);
    assertThat(created.location).endsWith("/items/" + item.getId());
    assertThat(item.getName()).isEqualTo("Lämp");
    assertThat(item.getMetadata()).containsEntry("watts", 60);
  }

  @Test
  void replacesAnItemByAForm() throws Exception {
    Item old = ItemOperations.createItem(session, "Lamp", "for sale");
    Response created =
        server.post("/items", "name=Lamp&status=for+sale&watts=7&replaces=" + old.getId());
    assertThat(created.status).isEqualTo(302);
    assertThat(ItemOperations.getItemById(session, old.getId()).getStatus())
        .isEqualTo("replaced");
  }

  @Test
  void saysThatAnItemWasNotFound() throws Exception {
    UUID nobody = UUID.randomUUID();
    Response page = server.get("/items/" + nobody);
    assertThat(page.status).isEqualTo(404);
    assertThat(page.body).contains("<p class=\"error\">").contains(nobody.toString());
  }

  @Test
  void rollsBackAndSaysWhatWasNotFound() throws Exception {
    UUID nobody = UUID.randomUUID();
    Response page =
        server.post("/items", "name=Lamp&status=rolled+back&watts=7&replaces=" + nobody);
    assertThat(page.status).isEqualTo(404);
    assertThat(page.body).contains("<p class=\"error\">").contains(nobody.toString());
    assertThat(ItemOperations.countItemsByStatus(session, "rolled back")).isZero();
  }

  @Test
  void saysWhichValueIsInvalid() throws Exception {
    Response page = server.post("/items", "name=a%00b&status=invalid&watts=7");
    assertThat(page.status).isEqualTo(400);
    assertThat(page.body).contains("<p class=\"error\">").contains("name");
    assertThat(ItemOperations.countItemsByStatus(session, "invalid")).isZero();
  }

  private static List<String> all(String pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
