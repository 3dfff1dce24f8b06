/** Migrations over Flyway Community, which the host brings when it wants them. */
package dev.lintel.migrations;
