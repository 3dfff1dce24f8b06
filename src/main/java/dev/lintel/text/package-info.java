/** What text PostgreSQL can hold, and how a caller's text is shown in logs and messages. */
package dev.lintel.text;
