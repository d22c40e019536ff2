/**
 * SQL that joins the one row of a table that a key names. Fenced by OFFSET: where the statistics do not know a workspace
 * yet, the planner expects a single row of it, and would as soon join all of its rows to each one that is wanted.
 *
 * @param key conditions on the columns of a whole unique index
 */
export const lookUp = (table: string, alias: string, key: string): string =>
  `LEFT JOIN LATERAL (SELECT * FROM ${table} ${alias} WHERE ${key} OFFSET 0) ${alias} ON true`;
