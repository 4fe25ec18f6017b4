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
    if (this.#button) return;
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
      const found = [...page.querySelectorAll('body > ol > li')].filter((item) => !isHere(item));
      this.#fresh = found.filter((item) => hasPlace(item, found));
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
    let first: Element | null = null;
    // The newest stands last in the hand, so that it ends up at the head of the thread.
    for (const item of this.#fresh.reverse()) {
      const fresh = document.importNode(item, true);
      // A thread in which there was nothing to mark has no form for the buttons.
      if (!this.closest('form')) for (const button of fresh.querySelectorAll('button')) button.remove();
      const under = item.parentElement?.getAttribute('data-under');
      if (isHere(item) || !this.#place(fresh, under)) continue;
      first = fresh;
    }
    this.#fresh = [];
    this.#tell();
    const target = first?.querySelector<HTMLElement>('[id]');
    target?.setAttribute('tabindex', '-1');
    target?.focus();
  }

  /** The list of the thread; in the place of the words that there is nothing yet, when there was nothing. */
  #list(): Element {
    const there = this.querySelector('ol');
    if (there) return there;
    const list = document.createElement('ol');
    list.className = 'thread';
    this.replaceChildren(...[...this.children].slice(0, 1), list);
    return list;
  }

  /** At the head of the thread, or at the end of what replies to a contribution that is here. */
  #place(item: Element, under: string | null | undefined): boolean {
    if (!under) {
      this.#list().prepend(item);
      return true;
    }
    const parent = document.getElementById(under);
    if (!parent) return false;
    let replies = parent.querySelector(':scope > ol');
    if (!replies) {
      replies = document.createElement('ol');
      replies.className = 'thread';
      parent.append(replies);
    }
    replies.append(item);
    return true;
  }
}

/** Whether it can be shown here: a reply needs what it replies to, on the page or among what is new. */
function hasPlace(item: Element, found: readonly Element[]): boolean {
  const under = item.parentElement?.getAttribute('data-under');
  return !under || document.getElementById(under) !== null || found.some((other) => other.querySelector(`#${under}`));
}

function isHere(item: Element): boolean {
  return document.getElementById(item.querySelector('[id]')?.id ?? '') !== null;
}
