package shop.stock;

/** A row of the shop's own table {@code items}. */
public record Item(String sku, int inStock) {}
