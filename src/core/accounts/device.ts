const BROWSERS: readonly (readonly [string, RegExp])[] = [
  ['edge', /\bEdgA?\//],
  ['opera', /\b(OPR|OPiOS|Opera Mini)\//],
  ['samsung', /\bSamsungBrowser\//],
  ['firefox', /\b(Firefox|FxiOS)\//],
  ['chrome', /\b(Chrome|CriOS|Chromium)\//],
  ['safari', /\bSafari\//],
];

const SYSTEMS: readonly (readonly [string, RegExp])[] = [
  ['ios', /\b(iPhone|iPad|iPod)\b/],
  ['android', /\bAndroid\b/],
  ['kaios', /\bKAIOS\b/],
  ['windows', /\bWindows\b/],
  ['mac', /\bMac OS X\b/],
  ['linux', /\b(Linux|CrOS|X11)\b/],
];

/** What a person needs to recognise a device, and no more: `firefox/android`. The user agent itself is not kept. */
export function deviceOf(userAgent: string | undefined): string {
  const find = (list: typeof BROWSERS) => list.find(([, sign]) => sign.test(userAgent ?? ''))?.[0] ?? 'other';
  return `${find(BROWSERS)}/${find(SYSTEMS)}`;
}
