import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

/**
 * Makes the calculation that stands in for a picture puzzle while its reader writes, and puts the solution into the form. The browser
 * derives keys beside the page, so that nothing stops. A form that is sent before it is done, or from a page without a secure
 * connection, goes without it: the server takes it too.
 */
export class JamaaProof extends HTMLElement {
  #begun = false;

  connectedCallback(): void {
    if (this.#begun || !globalThis.crypto?.subtle) return;
    this.#begun = true;
    this.#solve().catch(() => {
      // Without a solution the form is sent as it would be without script.
    });
  }

  async #solve(): Promise<void> {
    const response = await fetch(this.dataset.task ?? '', { credentials: 'omit', cache: 'no-store' });
    if (!response.ok) return;
    const challenge = (await response.json()) as Challenge;
    const solution = await solveChallenge({ challenge, deriveKey });
    if (!solution) return;
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = this.dataset.field ?? '';
    field.value = btoa(JSON.stringify({ challenge, solution }));
    this.append(field);
  }
}
