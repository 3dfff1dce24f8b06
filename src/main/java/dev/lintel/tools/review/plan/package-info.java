/** Plans as the server makes them, and their shape. */
package dev.lintel.tools.review.plan;
