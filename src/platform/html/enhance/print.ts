/** A button that prints the page. It exists only where script does. */
export class JamaaPrint extends HTMLElement {
  connectedCallback(): void {
    if (this.firstChild) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button quiet';
    button.textContent = this.dataset.label ?? '';
    button.addEventListener('click', () => print());
    this.append(button);
  }
}
