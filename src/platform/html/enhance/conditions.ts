import { type Given, givenOf, type Part, partsThatCount } from '../conditions.ts';

/**
 * A form whose parts depend on one another: what does not apply is hidden while it is filled in. What was typed in it stays, should it
 * apply again; the server decides anew, by the same function, what counts.
 */
export class JamaaConditions extends HTMLElement {
  #parts: readonly Part[] = [];
  #earlier: Given = {};

  connectedCallback(): void {
    this.#parts = JSON.parse(this.dataset.parts ?? '[]');
    this.#earlier = JSON.parse(this.dataset.given ?? '{}');
    for (const note of this.querySelectorAll<HTMLElement>('[data-depends]')) note.hidden = true;
    this.addEventListener('input', () => this.#show());
    this.#show();
  }

  #show(): void {
    const form = this.closest('form');
    if (!form) return;
    const fields = [...new FormData(form)].filter((field): field is [string, string] => typeof field[1] === 'string');
    const counting = partsThatCount(this.#parts, { ...this.#earlier, ...givenOf(fields) });
    for (const part of this.querySelectorAll<HTMLElement>('[data-part]'))
      part.hidden = !counting.has(part.dataset.part ?? '');
  }
}
