import { fetchPage, liveLine } from './page-parts.ts';
import { nameTables } from './tables.ts';

/**
 * A table whose rows are changed in place. The link of a row leads to a page with its form; here the form opens under the row, is sent from
 * there, and comes back with what was refused or what somebody else saved meanwhile. Enter opens a row, arrows go from row to row, Control
 * and Enter saves, Escape leaves.
 */
export class JamaaMatrix extends HTMLElement {
  #line: HTMLElement | undefined;
  #typed = false;
  #sending = false;

  connectedCallback(): void {
    if (this.#line) return;
    this.#line = liveLine(this);
    this.addEventListener('click', (event) => this.#click(event));
    this.addEventListener('keydown', (event) => this.#key(event));
    this.addEventListener('input', () => {
      this.#typed = true;
    });
    this.addEventListener('submit', (event) => this.#submit(event));
    addEventListener('beforeunload', (event) => {
      if (this.#typed && this.isConnected) event.preventDefault();
    });
  }

  #click(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-edit]');
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (!this.#mayLeave()) return;
    this.#open(link).catch(() => location.assign(link.href));
  }

  #key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const editor = target.closest('tr.editing');
    if (editor && event.key === 'Escape') {
      event.preventDefault();
      if (this.#mayLeave()) this.#close();
    } else if (editor && event.key === 'Enter' && event.ctrlKey) {
      event.preventDefault();
      editor.querySelector('form')?.requestSubmit(editor.querySelector<HTMLButtonElement>('button[value=save]'));
    } else if (target.matches('a[data-edit]') && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const links = [...this.querySelectorAll<HTMLElement>('a[data-edit]')];
      const next = links[links.indexOf(target) + (event.key === 'ArrowDown' ? 1 : -1)];
      if (!next) return;
      event.preventDefault();
      next.focus();
    }
  }

  #mayLeave(): boolean {
    return !this.#typed || confirm(this.dataset.leave ?? '');
  }

  /** The form of a row, taken from its own page, in a row of its own below. */
  async #open(link: HTMLAnchorElement): Promise<void> {
    const { response, page } = await fetchPage(link.href);
    const editor = page.getElementById('row-editor');
    const row = link.closest('tr');
    if (!response.ok || !editor || !row) throw new Error(String(response.status));
    this.#close();
    const place = document.createElement('tr');
    place.className = 'editing';
    const cell = document.createElement('td');
    cell.colSpan = row.cells.length;
    place.append(cell);
    row.after(place);
    fill(cell, editor);
    place.dataset.row = link.dataset.edit ?? '';
    cell.querySelector<HTMLElement>('select, input:not([type=hidden]), textarea')?.focus();
  }

  /** Takes the form away; what was typed in it goes with it. */
  #close(): void {
    const open = this.querySelector<HTMLElement>('tr.editing');
    this.#typed = false;
    if (!open) return;
    const link = this.#linkOf(open.dataset.row);
    open.remove();
    link?.focus();
  }

  #linkOf(row: string | undefined): HTMLElement | undefined {
    return [...this.querySelectorAll<HTMLElement>('a[data-edit]')].find((link) => link.dataset.edit === row);
  }

  #submit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    const cell = form.closest('td');
    if (!cell?.closest('tr.editing')) return;
    event.preventDefault();
    if (this.#sending) return;
    this.#sending = true;
    form.setAttribute('aria-busy', 'true');
    this.#send(form, cell, event.submitter)
      // Without the network the form stays as it is, and the browser sends it the plain way.
      .catch(() => form.submit())
      .finally(() => {
        this.#sending = false;
        form.removeAttribute('aria-busy');
      });
  }

  async #send(form: HTMLFormElement, cell: HTMLElement, submitter: HTMLElement | null): Promise<void> {
    const fields = new FormData(form);
    const button = submitter instanceof HTMLButtonElement ? submitter : form.querySelector('button');
    if (button?.name) fields.append(button.name, button.value);
    const body = new URLSearchParams([...fields] as [string, string][]);
    const { response, page } = await fetchPage(form.action, { method: 'POST', body });
    const again = page.getElementById('row-editor');
    if (response.ok) {
      await this.#saved(cell.closest<HTMLElement>('tr')?.dataset.row);
    } else if (again) {
      fill(cell, again);
      cell.querySelector<HTMLElement>('#errors')?.focus();
    } else {
      throw new Error(String(response.status));
    }
  }

  /** The row as it stands now, in the place of the old one; the keyboard goes on from there. */
  async #saved(reference: string | undefined): Promise<void> {
    this.#typed = false;
    const { page } = await fetchPage(location.href);
    this.#close();
    const stale = this.#linkOf(reference)?.closest('tr');
    const link = [...page.querySelectorAll<HTMLElement>('a[data-edit]')].find((one) => one.dataset.edit === reference);
    const fresh = link?.closest('tr');
    if (stale && fresh) {
      stale.replaceWith(document.importNode(fresh, true));
      nameTables(this);
    }
    this.#linkOf(reference)?.focus();
    if (this.#line) this.#line.textContent = this.dataset.saved ?? '';
  }
}

/** Puts the form of a fetched page into a cell; it is sent by the matrix, not by its own page. */
function fill(cell: HTMLElement, editor: Element): void {
  const copy = document.importNode(editor, true);
  for (const wrapper of copy.querySelectorAll('jamaa-form')) wrapper.replaceWith(...wrapper.childNodes);
  cell.replaceChildren(...copy.childNodes);
  nameTables(cell);
}
