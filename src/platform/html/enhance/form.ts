import { fetchPage, liveLine } from './page-parts.ts';
import { nameTables } from './tables.ts';

/** Sends a form without a full reload. What was typed stays whatever happens, and leaving before sending is asked about. */
export class JamaaForm extends HTMLElement {
  #line: HTMLElement | undefined;
  #typed = false;
  #sending = false;

  connectedCallback(): void {
    if (this.#line) return;
    this.#line = liveLine(this);
    this.addEventListener('input', () => {
      this.#typed = true;
    });
    this.addEventListener('submit', (event) => this.#submit(event));
    addEventListener('beforeunload', (event) => {
      if (this.#typed && this.isConnected) event.preventDefault();
    });
  }

  #submit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    if (form.method !== 'post') return;
    event.preventDefault();
    if (this.#sending) return;
    this.#sending = true;
    form.setAttribute('aria-busy', 'true');
    if (this.#line) this.#line.textContent = this.dataset.sending ?? '';
    this.#send(form, event.submitter)
      .catch(() => this.#say(this.dataset.failed ?? ''))
      .finally(() => {
        this.#sending = false;
        form.removeAttribute('aria-busy');
        if (this.#line) this.#line.textContent = '';
      });
  }

  async #send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
    const fields = new FormData(form);
    if (submitter instanceof HTMLButtonElement && submitter.name) fields.append(submitter.name, submitter.value);
    const body =
      form.enctype === 'multipart/form-data' ? fields : new URLSearchParams([...fields] as [string, string][]);
    const fetched = await fetchPage(form.action, { method: 'POST', body });
    const response = fetched.response;
    const page = fetched.page;
    // Something to correct, or somebody else was faster: the page says which, with what was typed in it.
    if (response.status === 422 || (response.status === 409 && page.getElementById('errors'))) {
      this.#showFaults(page);
    } else if (response.ok) {
      this.#typed = false;
      location.assign(response.url);
    } else {
      const words = [...page.querySelectorAll('main h1, main .lead')].map((part) => part.textContent);
      this.#say(words.join('. '));
    }
  }

  /** The same page with its summary of faults; files that were chosen are kept, which a full reload could not do. */
  #showFaults(page: Document): void {
    const main = document.getElementById('main');
    const fresh = page.getElementById('main');
    if (!main || !fresh) return;
    const chosen = [...main.querySelectorAll<HTMLInputElement>('input[type=file]')].filter(
      (input) => input.files?.length,
    );
    main.replaceChildren(...document.importNode(fresh, true).childNodes);
    for (const input of chosen) document.getElementById(input.id)?.replaceWith(input);
    nameTables(main);
    document.title = page.title;
    document.getElementById('errors')?.focus();
    // This element was replaced with the page; the new one must still ask before what was typed is lost.
    for (const form of main.querySelectorAll<JamaaForm>('jamaa-form')) form.#typed = true;
  }

  #say(words: string): void {
    this.querySelector('.banner')?.remove();
    const banner = document.createElement('div');
    banner.className = 'banner alert';
    banner.setAttribute('role', 'alert');
    banner.textContent = words;
    this.prepend(banner);
    banner.scrollIntoView({ block: 'nearest' });
  }
}
