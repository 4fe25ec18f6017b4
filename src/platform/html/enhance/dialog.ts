/** Opens the dialog it is `for` in place of following the link (or sending the form) that stands first inside it. */
export class JamaaDialog extends HTMLElement {
  connectedCallback(): void {
    const dialog = document.getElementById(this.getAttribute('for') ?? '');
    if (!(dialog instanceof HTMLDialogElement) || !dialog.showModal) return;
    this.addEventListener('click', (event) => {
      const opener = (event.target as Element).closest('a, button');
      if (!opener || dialog.contains(opener)) return;
      event.preventDefault();
      dialog.showModal();
    });
  }
}
