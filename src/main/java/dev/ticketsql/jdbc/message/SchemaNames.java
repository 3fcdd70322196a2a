package dev.ticketsql.jdbc.message;

import java.util.List;

/** Names of a connection's schemas, tables and columns. Listing them asks the API for nothing. */
public interface SchemaNames {

    /** No names, where a failure belongs to no connection. */
    SchemaNames NONE = new SchemaNames() {
        @Override
        public String schema() {
            return "";
        }

        @Override
        public List<String> schemas() {
            return List.of();
        }

        @Override
        public List<String> tables(String schema) {
            return List.of();
        }

        @Override
        public List<String> columns(String schema, String table) {
            return List.of();
        }
    };

    /** Schema of names without one; empty text where there is none. */
    String schema();

    /** All schemas. */
    List<String> schemas();

    /** Tables and views of a schema; upper and lower case are one. */
    List<String> tables(String schema);

    /** Columns of a table or view in their order; empty if they cannot be read. */
    List<String> columns(String schema, String table);
}
