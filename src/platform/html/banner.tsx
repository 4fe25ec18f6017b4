import type { ComponentChildren } from 'preact';

type BannerProps = {
  kind?: 'info' | 'good' | 'warn' | 'alert';
  title?: ComponentChildren;
  level?: 2 | 3;
  /** True for what was just done or just happened: it is read out when the page opens. */
  live?: boolean;
  children?: ComponentChildren;
};

/** One message about the page. */
export function Banner({ kind = 'info', title, level = 2, live = false, children }: BannerProps) {
  const Tag = `h${level}` as 'h2';
  return (
    <div class={kind === 'info' ? 'banner' : `banner ${kind}`} role={live ? 'status' : undefined}>
      {title && <Tag>{title}</Tag>}
      {children}
    </div>
  );
}
