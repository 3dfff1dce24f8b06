package shop.stock;

import java.util.List;
import org.apache.ibatis.session.SqlSession;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Takes what Boot makes by its type, as if there could never be a second one. */
@Service
public class StockService {

  private final SqlSession session;
  private final JdbcTemplate jdbc;

  public StockService(SqlSession session, JdbcTemplate jdbc) {
    this.session = session;
    this.jdbc = jdbc;
  }

  public List<Item> items() {
    return session.selectList("stock.findItems");
  }

  public String label(int parent) {
    return jdbc.queryForObject("SELECT label FROM parents WHERE code = ?", String.class, parent);
  }
}
