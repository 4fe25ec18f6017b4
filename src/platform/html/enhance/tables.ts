const ROLES: Record<string, string> = {
  TABLE: 'table',
  THEAD: 'rowgroup',
  TBODY: 'rowgroup',
  TFOOT: 'rowgroup',
  TR: 'row',
  TD: 'cell',
};

const PARTS = 'table.stack, .stack thead, .stack tbody, .stack tfoot, .stack tr, .stack td, .stack th';

/** Some readers lose a table whose rows are shown as blocks on phones: there the roles that HTML implies are written out. */
export function nameTables(root: ParentNode): void {
  for (const part of root.querySelectorAll(PARTS)) {
    const header = part.getAttribute('scope') === 'row' ? 'rowheader' : 'columnheader';
    part.setAttribute('role', ROLES[part.tagName] ?? header);
  }
}
