package dev.ticketsql.jdbc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a method of {@link JdbcCalls} that answers the JDBC method of the same name and parameters. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface JdbcMethod {}
