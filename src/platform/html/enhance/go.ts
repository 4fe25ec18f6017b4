/** Sends the form inside it at once: a step that a person without script takes with a button. */
export class JamaaGo extends HTMLElement {
  connectedCallback(): void {
    this.querySelector('form')?.submit();
  }
}
