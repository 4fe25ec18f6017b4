import { fetchPage, liveLine, swap } from './page-parts.ts';

/** Sends the filters without leaving the page: results, filters and language links are exchanged, the address follows. */
export class JamaaFilterForm extends HTMLElement {
  #line: HTMLElement | undefined;
  #newest = 0;
  #shown = '';

  connectedCallback(): void {
    if (this.#line) return;
    this.#line = liveLine(this);
    this.addEventListener('submit', (event) => this.#submit(event));
    this.#shown = location.search;
    // The list before an exchange is another page: going back loads it. A link inside the page changes no query.
    addEventListener('popstate', () => {
      if (this.isConnected && location.search !== this.#shown) location.reload();
    });
  }

  #submit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    if (!document.getElementById(this.getAttribute('results') ?? '')) return;
    event.preventDefault();
    const url = new URL(form.action);
    new FormData(form).forEach((value, name) => {
      if (value !== '') url.searchParams.append(name, String(value));
    });
    this.#exchange(url.href, form).catch(() => location.assign(url));
  }

  async #exchange(url: string, form: HTMLFormElement): Promise<void> {
    this.#newest += 1;
    const mine = this.#newest;
    form.setAttribute('aria-busy', 'true');
    const fetched = await fetchPage(url);
    const page = fetched.page;
    if (mine !== this.#newest) return;
    const results = `#${this.getAttribute('results')}`;
    if (!fetched.response.ok || !page.querySelector(results)) throw new Error(String(fetched.response.status));
    const fresh = swap(page, results);
    const filters = page.getElementById(form.id);
    if (filters) form.replaceChildren(...document.importNode(filters, true).childNodes);
    swap(page, '.languages');
    form.removeAttribute('aria-busy');
    form.querySelector<HTMLElement>('[type=submit]')?.focus({ preventScroll: true });
    history.pushState(null, '', url);
    this.#shown = location.search;
    document.title = page.title;
    const heading = fresh?.querySelector('h2');
    if (this.#line) this.#line.textContent = heading?.textContent ?? '';
    if (fresh && fresh.getBoundingClientRect().top < 0) fresh.scrollIntoView();
  }
}
