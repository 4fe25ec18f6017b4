import type { ComponentChildren } from 'preact';

type Enhancement = { children?: ComponentChildren; class?: string; hidden?: boolean };

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'jamaa-filter-form': Enhancement & { results: string };
      'jamaa-form': Enhancement & { 'data-unsaved'?: string; 'data-sending'?: string; 'data-failed'?: string };
      'jamaa-copy': Enhancement & { 'data-label': string; 'data-done': string; 'data-text'?: string };
      'jamaa-dialog': Enhancement & { for: string };
    }
  }
}
