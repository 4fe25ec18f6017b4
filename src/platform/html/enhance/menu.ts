/** Browsers that cannot show the inside of a closed `details` by style get the menu of wide screens opened. */
export function openMenu(): void {
  if (CSS.supports('selector(::details-content)')) return;
  const menu = document.querySelector<HTMLDetailsElement>('.main-nav details');
  if (!menu) return;
  const wide = matchMedia('(min-width: 48rem)');
  const follow = () => {
    menu.open = wide.matches;
  };
  follow();
  wide.addEventListener?.('change', follow);
}
