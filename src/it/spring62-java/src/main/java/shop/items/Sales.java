package shop.items;

import dev.lintel.items.Item;
import java.util.UUID;

public interface Sales {

  Item sell(UUID itemId, String customer);
}
