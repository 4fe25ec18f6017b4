/** Which of the shipped data sets were loaded into this database. Frozen. */
export const seed = {
  name: '2026-11-21-0905-seed',
  sql: `
create table seed (
  name text primary key,
  loaded_at timestamptz not null
);
`,
};
