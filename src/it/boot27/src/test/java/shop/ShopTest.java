package shop;

/** The application as it is: its own Flyway runs Lintel's scripts. */
class ShopTest extends BootContract {}
