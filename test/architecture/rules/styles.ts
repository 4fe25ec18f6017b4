import { parse } from 'postcss';
import { breach, type SourceFile, type Violation } from '../source.ts';

const PHYSICAL_PROPERTY =
  /^(left|right|(margin|padding|scroll-margin|scroll-padding)-(left|right)|border-(left|right)(-(color|style|width))?|border-(top|bottom)-(left|right)-radius|inset-(left|right))$/;

/** Properties whose values may name a side. */
const SIDED = /^(float|clear|text-align|text-align-last|caption-side|resize)$/;

/** One style sheet for both directions: no left and no right. And everything in a cascade layer, from this host alone. */
export function checkStyles(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  for (const file of files) {
    if (!file.path.startsWith('src/') || !file.path.endsWith('.css')) continue;
    const root = parse(file.text, { from: file.path });
    const wrong = (node: { source?: { start?: { line: number } | undefined } | undefined }, what: string) =>
      violations.push(breach(file, node.source?.start?.line ?? 0, what));
    root.walkDecls((declaration) => {
      const property = declaration.prop.toLowerCase();
      if (PHYSICAL_PROPERTY.test(property)) wrong(declaration, `${property} is physical: use the inline property`);
      if (SIDED.test(property) && /\b(left|right)\b/.test(declaration.value))
        wrong(declaration, `${property}: ${declaration.value} is physical: use start or end`);
      // Four different values name the right side before the left one.
      if (/^(margin|padding|inset)$/.test(property)) {
        const sides = sidesOf(declaration.value);
        if (sides.length === 4 && sides[1] !== sides[3])
          wrong(declaration, `${property}: ${declaration.value} sets left and right apart`);
      }
      if (/url\(\s*["']?(https?:)?\/\//i.test(declaration.value)) wrong(declaration, 'asks another host');
    });
    root.walkAtRules('import', (rule) => {
      if (/https?:|["']\/\//.test(rule.params)) wrong(rule, 'asks another host');
    });
    for (const node of root.nodes) {
      if (node.type === 'rule' || (node.type === 'atrule' && /^(media|supports|container)$/.test(node.name)))
        wrong(node, 'stands outside the cascade layers');
    }
  }
  return violations;
}

function sidesOf(value: string): string[] {
  const sides: string[] = [];
  let depth = 0;
  let side = '';
  for (const sign of `${value.replace(/\s*!important$/, '').trim()} `) {
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (/\s/.test(sign) && depth === 0) {
      if (side) sides.push(side);
      side = '';
    } else side += sign;
  }
  return sides;
}
