import { liveLine } from './page-parts.ts';

const PAUSE = 1_000;
const NEAR = 20;

/**
 * Says how many signs are left in the field it is `for`, in the place of the limit. Screen readers hear it once typing pauses, and only near
 * the end. Without script the limit stands there.
 */
export class JamaaCounter extends HTMLElement {
  #line: HTMLElement | undefined;
  #timer = 0;

  connectedCallback(): void {
    const field = document.getElementById(this.getAttribute('for') ?? '');
    const shown = this.querySelector('p');
    if (this.#line || !shown) return;
    if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return;
    this.#line = liveLine(this);
    const count = () => {
      const left = field.maxLength - field.value.length;
      shown.textContent = this.#words(left);
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => {
        const said = left <= Math.max(NEAR, field.maxLength / 10) ? shown.textContent : '';
        if (this.#line && this.#line.textContent !== said) this.#line.textContent = said;
      }, PAUSE);
    };
    field.addEventListener('input', count);
    if (field.value !== '') count();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  #words(n: number): string {
    const lang = this.lang || document.documentElement.lang;
    const forms = JSON.parse(this.dataset.left ?? '{}') as Record<string, string>;
    const form = forms[new Intl.PluralRules(lang).select(n)] ?? forms.other ?? '';
    return form.replace('#', n.toLocaleString(lang === 'en' ? 'en' : 'fr'));
  }
}
