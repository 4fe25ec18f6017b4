/**
 * Asks the authenticator before its form is sent, and sends the answer with it. What talks to authenticators is fetched only when the
 * button is pressed: no other page pays for it.
 */
export class JamaaPasskey extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('submit', (event) => {
      const form = event.target as HTMLFormElement;
      const field = form.elements.namedItem('response');
      if (!(field instanceof HTMLInputElement)) return;
      event.preventDefault();
      this.#ask()
        .then((answer) => {
          field.value = JSON.stringify(answer);
          form.submit();
        })
        .catch(() => this.#say(this.dataset.failed ?? ''));
    });
  }

  async #ask(): Promise<object> {
    const { startAuthentication, startRegistration } = await import('@simplewebauthn/browser');
    const optionsJSON = JSON.parse(this.dataset.options ?? '{}');
    return this.dataset.mode === 'create' ? startRegistration({ optionsJSON }) : startAuthentication({ optionsJSON });
  }

  #say(words: string): void {
    this.querySelector('.banner')?.remove();
    const banner = document.createElement('div');
    banner.className = 'banner alert';
    banner.setAttribute('role', 'alert');
    banner.textContent = words;
    this.prepend(banner);
  }
}
