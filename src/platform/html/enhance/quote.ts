/** Fills its field with the words that are selected in the element it is `for`. Without script people copy them. */
export class JamaaQuote extends HTMLElement {
  connectedCallback(): void {
    const field = this.querySelector('textarea');
    const source = document.getElementById(this.getAttribute('for') ?? '');
    if (!field || !source || this.dataset.ready) return;
    this.dataset.ready = 'yes';
    const hint = document.createElement('p');
    hint.className = 'hint';
    hint.textContent = this.dataset.hint ?? '';
    source.before(hint);
    document.addEventListener('selectionchange', () => {
      const selection = getSelection();
      const words = selection?.toString().replace(/\s+/g, ' ').trim() ?? '';
      const inside = source.contains(selection?.anchorNode ?? null) && source.contains(selection?.focusNode ?? null);
      if (words === '' || !inside) return;
      field.value = words;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }
}
