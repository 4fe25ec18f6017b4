/** A button that copies the words of the element it is `for`. It exists only where script does. */
export class JamaaCopy extends HTMLElement {
  connectedCallback(): void {
    if (this.querySelector('button') || !navigator.clipboard) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button quiet small';
    button.textContent = this.dataset.label ?? '';
    button.setAttribute('aria-live', 'polite');
    button.addEventListener('click', async () => {
      const words = document.getElementById(this.getAttribute('for') ?? '')?.textContent ?? '';
      await navigator.clipboard.writeText(words.trim());
      button.textContent = this.dataset.done ?? '';
      setTimeout(() => {
        button.textContent = this.dataset.label ?? '';
      }, 4000);
    });
    this.append(button);
  }
}
