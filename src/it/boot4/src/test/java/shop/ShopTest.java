package shop;

/** The application as it is: Boot's Flyway runs its migrations, and Lintel its own. */
class ShopTest extends BootContract {}
