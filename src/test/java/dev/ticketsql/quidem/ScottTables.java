package dev.ticketsql.quidem;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Scott's tables of employees and departments, which databases have shown themselves with for forty years. */
enum ScottTables {
    DEPT("deptno TINYINT, dname VARCHAR(14), loc VARCHAR(13)", """
            (10, 'ACCOUNTING', 'NEW YORK'), (20, 'RESEARCH', 'DALLAS'), (30, 'SALES', 'CHICAGO'),
            (40, 'OPERATIONS', 'BOSTON')"""),
    EMP("""
            empno SMALLINT, ename VARCHAR(10), job VARCHAR(9), mgr SMALLINT, hiredate DATE, sal DECIMAL(7, 2),
            comm DECIMAL(7, 2), deptno TINYINT""", """
            (7369, 'SMITH', 'CLERK', 7902, DATE '1980-12-17', 800, NULL, 20),
            (7499, 'ALLEN', 'SALESMAN', 7698, DATE '1981-02-20', 1600, 300, 30),
            (7521, 'WARD', 'SALESMAN', 7698, DATE '1981-02-22', 1250, 500, 30),
            (7566, 'JONES', 'MANAGER', 7839, DATE '1981-02-04', 2975, NULL, 20),
            (7654, 'MARTIN', 'SALESMAN', 7698, DATE '1981-09-28', 1250, 1400, 30),
            (7698, 'BLAKE', 'MANAGER', 7839, DATE '1981-01-05', 2850, NULL, 30),
            (7782, 'CLARK', 'MANAGER', 7839, DATE '1981-06-09', 2450, NULL, 10),
            (7788, 'SCOTT', 'ANALYST', 7566, DATE '1987-04-19', 3000, NULL, 20),
            (7839, 'KING', 'PRESIDENT', NULL, DATE '1981-11-17', 5000, NULL, 10),
            (7844, 'TURNER', 'SALESMAN', 7698, DATE '1981-09-08', 1500, 0, 30),
            (7876, 'ADAMS', 'CLERK', 7788, DATE '1987-05-23', 1100, NULL, 20),
            (7900, 'JAMES', 'CLERK', 7698, DATE '1981-12-03', 950, NULL, 30),
            (7902, 'FORD', 'ANALYST', 7566, DATE '1981-12-03', 3000, NULL, 20),
            (7934, 'MILLER', 'CLERK', 7782, DATE '1982-01-23', 1300, NULL, 10)"""),
    BONUS("ename VARCHAR(10), job VARCHAR(9), sal DECIMAL(7, 2), comm DECIMAL(7, 2)", ""),
    SALGRADE("grade INTEGER, losal DECIMAL(7, 2), hisal DECIMAL(7, 2)", """
            (1, 700, 1200), (2, 1201, 1400), (3, 1401, 2000), (4, 2001, 3000), (5, 3001, 9999)""");

    private final String columns;
    private final String rows;

    ScottTables(String columns, String rows) {
        this.columns = columns.strip();
        this.rows = rows;
    }

    /** The statements that make the table in another database; its first column is never NULL. */
    List<String> inDatabase() {
        String create = "CREATE TABLE " + name() + " (" + columns.replaceFirst(",", " NOT NULL,") + ")";
        return rows.isEmpty() ? List.of(create) : List.of(create, "INSERT INTO " + name() + " VALUES " + rows);
    }

    /** The same as a query that needs no table. */
    String asQuery() {
        List<String> names = List.of(columns.split(",(?! \\d)", -1)).stream()
                .map(String::strip)
                .toList();
        String casts = names.stream()
                .map(column -> column.split(" ", 2))
                .map(column -> "CAST(" + column[0] + " AS " + column[1] + ") AS " + column[0].toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        String nothing = names.stream().map(column -> "NULL").collect(Collectors.joining(", ", "(", ")"));
        String all = names.stream().map(column -> column.split(" ", 2)[0]).collect(Collectors.joining(", "));
        return "SELECT " + casts + " FROM (VALUES " + (rows.isEmpty() ? nothing : rows) + ") AS v (" + all + ")"
                + (rows.isEmpty() ? " WHERE FALSE" : "");
    }
}
