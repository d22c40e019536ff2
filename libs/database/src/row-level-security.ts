export interface Protection {
  readonly schema: string;
  /** What a person's transaction may do with the rows of its workspace; nothing when left out. */
  readonly person?: string;
  /** What the service may do. */
  readonly worker?: string;
}

/**
 * SQL that puts a table behind row-level security from its first day (H21): the service sees every workspace,
 * a person only the one in `app.workspace`, and a forgotten workspace is an error, not an empty answer.
 * The table needs a column `workspace_id uuid`.
 */
export function protect(
  table: string,
  { schema, person = '', worker = 'SELECT, INSERT, UPDATE, DELETE' }: Protection,
): string {
  const name = `${schema}.${table}`;
  const personRules = person
    ? `CREATE POLICY person ON ${name} TO ${schema}_person
         USING (workspace_id = current_setting('app.workspace')::uuid)
         WITH CHECK (workspace_id = current_setting('app.workspace')::uuid);
       GRANT ${person} ON ${name} TO ${schema}_person;`
    : '';
  return `
    ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE ${name} FORCE ROW LEVEL SECURITY;
    CREATE POLICY worker ON ${name} TO ${schema}_worker USING (true) WITH CHECK (true);
    GRANT ${worker} ON ${name} TO ${schema}_worker;
    ${personRules}`;
}
