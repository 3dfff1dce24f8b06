package shop.stock;

/** A row of the shop's own table {@code items}. */
public class Item {

  private String sku;
  private int inStock;

  public String getSku() {
    return sku;
  }

  public void setSku(String sku) {
    this.sku = sku;
  }

  public int getInStock() {
    return inStock;
  }

  public void setInStock(int inStock) {
    this.inStock = inStock;
  }
}
