import type { ComponentChildren } from 'preact';
import { usePage } from './context.tsx';

type Look = {
  /** `main` once per screen; `quiet` for the second choice; `alert` to take something away. */
  kind?: 'main' | 'quiet' | 'alert';
  size?: 'small' | 'big';
  children: ComponentChildren;
};

function classOf({ kind = 'main', size }: Look): string {
  return ['button', kind === 'main' ? '' : kind, size ?? ''].filter(Boolean).join(' ');
}

type ButtonProps = Look & { name?: string; value?: string; disabled?: boolean; label?: string };

/** A button does something: it sends the form it stands in. `label` names it for a screen reader when its words are not enough. */
export function Button({ name, value, disabled, label, ...look }: ButtonProps) {
  return (
    <button class={classOf(look)} type="submit" name={name} value={value} disabled={disabled} aria-label={label}>
      {look.children}
    </button>
  );
}

type ButtonLinkProps = Look & { path?: string; href?: string; label?: string };

/** A link that looks like a button: the way to the main thing to do. `path` is of this site, `href` a ready address. */
export function ButtonLink({ path, href, label, ...look }: ButtonLinkProps) {
  const page = usePage();
  return (
    <a class={classOf(look)} href={href ?? page.href(path ?? '/')} aria-label={label}>
      {look.children}
    </a>
  );
}

/** The end of a short list: the way to the whole one. */
export function More({ path, href, children }: { path?: string; href?: string; children: ComponentChildren }) {
  const page = usePage();
  return (
    <a class="more" href={href ?? page.href(path ?? '/')}>
      {children}
    </a>
  );
}

/** Prints the page; there only with script, because without it the browser's own menu does it. */
export function PrintButton() {
  return <jamaa-print data-label={usePage().ts('platform.print')} />;
}
