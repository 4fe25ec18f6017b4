import { liveLine } from './page-parts.ts';

/** What an address of `data-source` answers: things that are like the words it was asked for, best first. */
type Like = { url: string; label: string; lang: string; note: string };

const PAUSE = 500;
const LEAST = 8;
const MOST = 300;

/**
 * Shows what is like the words typed in its fields, in a list below them, once typing pauses. A line that screen readers hear says how
 * many there are. Without script, or without the network, the form is what it was.
 */
export class JamaaSimilar extends HTMLElement {
  #box: HTMLElement | undefined;
  #line: HTMLElement | undefined;
  #timer = 0;
  #asked = '';
  #question: AbortController | undefined;

  connectedCallback(): void {
    if (this.#box) return;
    this.#box = document.createElement('section');
    this.#box.className = 'panel';
    this.#box.hidden = true;
    this.append(this.#box);
    this.#line = liveLine(this);
    this.addEventListener('input', () => this.#wait());
    this.#wait();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    this.#question?.abort();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#look().catch(() => {
        // What is similar is a help: nobody is disturbed when it cannot be had.
      });
    }, PAUSE);
  }

  async #look(): Promise<void> {
    const fields = [...this.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')];
    const words = fields
      .map((field) => field.value.replace(/\s+/g, ' ').trim())
      .join(' ')
      .trim()
      .slice(0, MOST);
    if (words === this.#asked) return;
    this.#asked = words;
    this.#question?.abort();
    if (words.length < LEAST) {
      this.#show([]);
      return;
    }
    this.#question = new AbortController();
    const url = new URL(this.dataset.source ?? '', location.href);
    url.searchParams.set('q', words);
    const response = await fetch(url, { credentials: 'omit', signal: this.#question.signal });
    if (response.ok) this.#show(((await response.json()) as { items: Like[] }).items);
  }

  #show(items: readonly Like[]): void {
    if (!this.#box || !this.#line) return;
    const title = this.dataset.title ?? '';
    this.#box.hidden = items.length === 0;
    const said = items.length === 0 ? '' : `${title} (${items.length})`;
    if (this.#line.textContent !== said) this.#line.textContent = said;
    const heading = document.createElement('p');
    const strong = document.createElement('b');
    strong.textContent = title;
    heading.append(strong);
    const list = document.createElement('ul');
    list.append(...items.map(itemOf));
    this.#box.replaceChildren(heading, list);
  }
}

/** A link that opens beside the form, so that nothing typed is left. */
function itemOf({ url, label, lang, note }: Like): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = url;
  link.target = '_blank';
  link.rel = 'noopener';
  link.lang = lang;
  link.dir = 'auto';
  link.textContent = label;
  const small = document.createElement('span');
  small.className = 'soft';
  small.textContent = note === '' ? '' : ` · ${note}`;
  item.append(link, small);
  return item;
}
