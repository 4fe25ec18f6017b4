import type { ComponentChildren } from 'preact';

type Enhancement = { children?: ComponentChildren; class?: string; hidden?: boolean };

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'jamaa-filter-form': Enhancement & { results: string };
      'jamaa-form': Enhancement & { 'data-sending'?: string; 'data-failed'?: string };
      'jamaa-conditions': Enhancement & { 'data-parts': string; 'data-given': string };
      'jamaa-copy': Enhancement & { for: string; 'data-label': string; 'data-done': string };
      'jamaa-matrix': Enhancement & { 'data-leave': string; 'data-saved': string };
      'jamaa-counter': Enhancement & { for: string; 'data-left': string; lang?: string; dir?: 'rtl' };
      'jamaa-proof': Enhancement & { 'data-task': string; 'data-field': string };
      'jamaa-quote': Enhancement & { for: string; 'data-hint': string };
      'jamaa-similar': Enhancement & { 'data-source': string; 'data-title': string };
      'jamaa-thread': Enhancement & { 'data-latest': string; 'data-new': string };
      'jamaa-print': Enhancement & { 'data-label': string };
      'jamaa-passkey': Enhancement & { 'data-mode': 'create' | 'get'; 'data-options': string; 'data-failed': string };
      'jamaa-go': Enhancement;
      'jamaa-dialog': Enhancement & { for: string };
    }
  }
}
