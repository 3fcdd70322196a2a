package dev.ticketsql.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.NullCollation;

/**
 * Answers of {@link DatabaseMetaData} that are no rows, by the names of its methods: what is fixed, and what the
 * connection's properties decide. Avatica's own answers stay where they are true of this driver.
 */
final class DatabaseFacts {

    /** Longest name that Calcite's parser takes. */
    private static final int MAX_NAME_LENGTH = 128;

    private static final int JDBC_MAJOR_VERSION = 4;
    private static final int JDBC_MINOR_VERSION = 3;

    private static final Map<String, Object> FIXED = Map.ofEntries(
            // Tables are read-only, and nobody defines one or a procedure.
            Map.entry("dataDefinitionCausesTransactionCommit", false),
            Map.entry("supportsBatchUpdates", false),
            Map.entry("supportsCatalogsInIndexDefinitions", false),
            Map.entry("supportsCatalogsInPrivilegeDefinitions", false),
            Map.entry("supportsCatalogsInProcedureCalls", false),
            Map.entry("supportsCatalogsInTableDefinitions", false),
            Map.entry("supportsDataManipulationTransactionsOnly", false),
            Map.entry("supportsSchemasInIndexDefinitions", false),
            Map.entry("supportsSchemasInPrivilegeDefinitions", false),
            Map.entry("supportsSchemasInProcedureCalls", false),
            Map.entry("supportsStoredFunctionsUsingCallSyntax", false),
            // The standard's levels include writing.
            Map.entry("supportsANSI92FullSQL", false),
            Map.entry("supportsANSI92IntermediateSQL", false),
            Map.entry("supportsCoreSQLGrammar", false),
            Map.entry("supportsExtendedSQLGrammar", false),
            // An alias may be the name of a table.
            Map.entry("supportsDifferentTableCorrelationNames", false),
            Map.entry("supportsSubqueriesInQuantifieds", true),
            // COMMIT and ROLLBACK do nothing.
            Map.entry("supportsOpenCursorsAcrossCommit", true),
            Map.entry("supportsOpenCursorsAcrossRollback", true),
            Map.entry("supportsOpenStatementsAcrossCommit", true),
            Map.entry("supportsOpenStatementsAcrossRollback", true),
            Map.entry("deletesAreDetected", false),
            Map.entry("insertsAreDetected", false),
            Map.entry("updatesAreDetected", false),
            Map.entry("othersDeletesAreVisible", false),
            Map.entry("othersInsertsAreVisible", false),
            Map.entry("othersUpdatesAreVisible", false),
            Map.entry("ownDeletesAreVisible", false),
            Map.entry("ownInsertsAreVisible", false),
            Map.entry("ownUpdatesAreVisible", false),
            Map.entry("locatorsUpdateCopy", false),
            Map.entry("usesLocalFiles", true),
            Map.entry("getCatalogTerm", "database"),
            Map.entry("getProcedureTerm", "function"),
            Map.entry("getExtraNameCharacters", "$"),
            Map.entry("getJDBCMajorVersion", JDBC_MAJOR_VERSION),
            Map.entry("getJDBCMinorVersion", JDBC_MINOR_VERSION),
            Map.entry("getMaxCatalogNameLength", MAX_NAME_LENGTH),
            Map.entry("getMaxColumnNameLength", MAX_NAME_LENGTH),
            Map.entry("getMaxSchemaNameLength", MAX_NAME_LENGTH),
            Map.entry("getMaxTableNameLength", MAX_NAME_LENGTH));

    private DatabaseFacts() {}

    /** The answer of a method without parameters, or of one whose parameter has no effect. */
    static Optional<Object> fixed(String method) {
        return Optional.ofNullable(FIXED.get(method));
    }

    /** The answer that the connection's properties decide; empty of other methods. */
    static Optional<Object> configured(String method, CalciteConnectionConfig config) {
        boolean ignoresCase = !config.caseSensitive();
        NullCollation nulls = config.defaultNullCollation();
        return Optional.ofNullable(
                switch (method) {
                    case "nullsAreSortedHigh" -> nulls == NullCollation.HIGH;
                    case "nullsAreSortedLow" -> nulls == NullCollation.LOW;
                    case "nullsAreSortedAtStart" -> nulls == NullCollation.FIRST;
                    case "nullsAreSortedAtEnd" -> nulls == NullCollation.LAST;
                    case "getIdentifierQuoteString" -> config.quoting().string;
                    case "storesMixedCaseIdentifiers" -> ignoresCase && config.unquotedCasing() == Casing.UNCHANGED;
                    case "supportsMixedCaseIdentifiers" -> !ignoresCase && config.unquotedCasing() == Casing.UNCHANGED;
                    case "storesUpperCaseIdentifiers" -> config.unquotedCasing() == Casing.TO_UPPER;
                    case "storesLowerCaseIdentifiers" -> config.unquotedCasing() == Casing.TO_LOWER;
                    case "storesMixedCaseQuotedIdentifiers" -> ignoresCase && config.quotedCasing() == Casing.UNCHANGED;
                    case "supportsMixedCaseQuotedIdentifiers" ->
                        !ignoresCase && config.quotedCasing() == Casing.UNCHANGED;
                    case "storesUpperCaseQuotedIdentifiers" -> config.quotedCasing() == Casing.TO_UPPER;
                    case "storesLowerCaseQuotedIdentifiers" -> config.quotedCasing() == Casing.TO_LOWER;
                    default -> null;
                });
    }

    /** Whether a result is read so: forward, without updates. */
    static boolean isSupported(int type, int concurrency) {
        return type == ResultSet.TYPE_FORWARD_ONLY && concurrency == ResultSet.CONCUR_READ_ONLY;
    }

    /** Whether statements have that isolation: each sees one state of the mirror, and nothing is ever uncommitted. */
    static boolean isSupportedIsolation(int level) {
        return level == Connection.TRANSACTION_NONE
                || level == Connection.TRANSACTION_READ_UNCOMMITTED
                || level == Connection.TRANSACTION_READ_COMMITTED;
    }
}
