import { nameTables } from './tables.ts';

/** Fetches a page of this site and reads it. Throws when the network does. */
export async function fetchPage(url: string, init?: RequestInit): Promise<{ response: Response; page: Document }> {
  const response = await fetch(url, { credentials: 'same-origin', headers: { accept: 'text/html' }, ...init });
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  return { response, page };
}

/** Puts the part of a fetched page that a selector finds in the place of the same part of this one. */
export function swap(page: Document, selector: string): Element | null {
  const fresh = page.querySelector(selector);
  const stale = document.querySelector(selector);
  if (!fresh || !stale) return null;
  const adopted = document.importNode(fresh, true);
  stale.replaceWith(adopted);
  nameTables(adopted);
  return adopted;
}

/** A line that a screen reader says when it changes, and that nobody sees. */
export function liveLine(host: HTMLElement): HTMLElement {
  const line = document.createElement('p');
  line.className = 'hide-text';
  line.setAttribute('role', 'status');
  host.append(line);
  return line;
}
