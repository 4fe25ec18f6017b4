const EVERY = 30_000;

/**
 * Looks every half minute whether there are new contributions, while somebody looks at the page. It says so on a button and shows them
 * when the button is pressed: nothing moves by itself. The list it asks for is the same for everybody and stands in the page cache.
 */
export class JamaaThread extends HTMLElement {
  #button: HTMLButtonElement | undefined;
  #fresh: Element[] = [];
  #etag = '';
  #timer = 0;

  connectedCallback(): void {
    if (this.#button || !this.querySelector('ol')) return;
    const line = document.createElement('div');
    line.setAttribute('role', 'status');
    this.#button = document.createElement('button');
    this.#button.type = 'button';
    this.#button.className = 'button quiet';
    this.#button.hidden = true;
    this.#button.addEventListener('click', () => this.#show());
    line.append(this.#button);
    this.prepend(line);
    document.addEventListener('visibilitychange', () => this.#wait());
    this.#wait();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  #wait(): void {
    clearTimeout(this.#timer);
    if (document.visibilityState === 'visible' && this.isConnected)
      this.#timer = window.setTimeout(() => this.look().finally(() => this.#wait()), EVERY);
  }

  /** Asks once. A network that is away for a while is no reason to disturb anybody. */
  async look(): Promise<void> {
    try {
      const headers: Record<string, string> = this.#etag ? { 'if-none-match': this.#etag } : {};
      const response = await fetch(this.dataset.latest ?? '', { credentials: 'omit', cache: 'no-store', headers });
      if (response.status !== 200) return;
      this.#etag = response.headers.get('etag') ?? '';
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      // An article's id says whether it is here already, wherever it stands.
      this.#fresh = [...page.querySelectorAll('li[data-key]')].filter(
        (item) => !document.getElementById(item.getAttribute('data-key') ?? ''),
      );
    } catch {
      return;
    }
    this.#tell();
  }

  #tell(): void {
    if (!this.#button) return;
    const n = this.#fresh.length;
    this.#button.hidden = n === 0;
    if (n > 0) this.#button.textContent = `${this.dataset.new ?? ''} (${n})`;
  }

  #show(): void {
    const list = this.querySelector('ol');
    const items = this.#fresh.map((item) => document.importNode(item, true));
    list?.prepend(...items);
    this.#fresh = [];
    this.#tell();
    const first = items[0]?.querySelector<HTMLElement>('article');
    first?.setAttribute('tabindex', '-1');
    first?.focus();
  }
}
