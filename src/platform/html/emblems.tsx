import type { JSX } from 'preact';

const PETALS =
  'M50 .5L62.96 14.79 57.65 27.62 50 30.53 42.35 27.62 37.04 14.79zM85 15L84.06 34.27 71.23 39.58 63.77 36.23 60.42 28.77 65.73 15.94zM99.5 50L85.21 62.96 72.38 57.65 69.47 50 72.38 42.35 85.21 37.04zM85 85L65.73 84.06 60.42 71.23 63.77 63.77 71.23 60.42 84.06 65.73zM50 99.5L37.04 85.21 42.35 72.38 50 69.47 57.65 72.38 62.96 85.21zM15 85L15.94 65.73 28.77 60.42 36.23 63.77 39.58 71.23 34.27 84.06zM.5 50L14.79 37.04 27.62 42.35 30.53 50 27.62 57.65 14.79 62.96zM15 15L34.27 15.94 39.58 28.77 36.23 36.23 28.77 39.58 15.94 34.27z';
const HEART =
  'M57.42 32.08L60.52 39.48 67.92 42.58 64.87 50 67.92 57.42 60.52 60.52 57.42 67.92 50 64.87 42.58 67.92 39.48 60.52 32.08 57.42 35.13 50 32.08 42.58 39.48 39.48 42.58 32.08 50 35.13z';

/** The mark of the platform: eight petals around an eight-pointed star. Decorative: its name stands beside it. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 100 100" aria-hidden="true">
      <path fill="currentColor" d={PETALS} />
      <path class="heart" d={HEART} />
    </svg>
  );
}

/** Drawn placeholders, to be replaced by a body's own emblem. The key is `Tenant.emblem`. */
const DRAWINGS: Record<string, JSX.Element> = {
  waves: (
    <>
      <path
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        d="M9 35.5c6-4.5 10-4.5 16 0s12 4.5 22 0M13.5 42c5-3.5 8-3.5 13 0s9 3.5 16 0"
      />
      <path fill="currentColor" d="M18.5 30a9.5 9.5 0 0 1 19 0c-3 2.6-6 2.4-9.5.4-3.5-2-6.5-2.2-9.5-.4z" />
    </>
  ),
  mountain: <path fill="currentColor" d="M11 40l11-18 6 9 5-7 12 16zM36 14a4 4 0 1 1 0 8 4 4 0 0 1 0-8z" />,
  palm: (
    <path
      fill="currentColor"
      d="M27 44c1-8 1-13-.4-19C20 24 15 27 13 32c-1-7 5-12 12-10.5C21 17 15 17 11.5 20 14 13 23 12 28 19c5-7 14-6 16.5 1C41 17 35 17 31 21.5c7-1.5 13 3.5 12 10.5-2-5-6-8-12-7 1.5 6 1.5 11 1 19z"
    />
  ),
  gate: <path fill="currentColor" d="M12 43V18h4v-4h4v4h4v-4h8v4h4v-4h4v4h4v25h-9V33a7 7 0 0 0-14 0v10z" />,
  column: (
    <path
      fill="currentColor"
      d="M28 11l17 8v4H11v-4zM14 26h4v12h-4zM22 26h4v12h-4zM30 26h4v12h-4zM38 26h4v12h-4zM11 40h34v4H11z"
    />
  ),
  sail: (
    <path
      fill="currentColor"
      d="M29 11v24h14C41 25 36 17 29 11zM26 17c-5 5-8 11-9 18h9zM11 38h34c-2 4-5 6-9 6H20c-4 0-7-2-9-6z"
    />
  ),
};

/** The emblem of a body: the drawing of that name, or the star when there is none. Decorative: the name stands beside it. */
export function Emblem({ name }: { name: string | null }) {
  const drawing = name ? DRAWINGS[name] : undefined;
  if (!drawing) return <Mark />;
  return (
    <svg viewBox="0 0 56 56" aria-hidden="true">
      <g fill="none" stroke="currentColor" stroke-width="2">
        <circle cx="28" cy="28" r="26.5" />
        <circle cx="28" cy="28" r="22" />
      </g>
      {drawing}
    </svg>
  );
}

/** The names that `Emblem` can draw. */
export const EMBLEMS: readonly string[] = Object.keys(DRAWINGS);
