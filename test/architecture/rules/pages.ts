import type { Node } from 'oxc-parser';
import { breach, isProduct, literalOf, type SourceFile, type Violation, visit } from '../source.ts';

/** Component sheets for those who build Jamaa: their sample words are nobody's message. */
const SAMPLES = /^src\/platform\/html\/dev\//;

/** Attributes that a reader sees or hears. */
const SPOKEN = new Set([
  'alt',
  'title',
  'placeholder',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
]);

/** Names of formats are the same word in every language. */
const FORMATS = /\b(JSON|GeoJSON|CSV|XLSX|PDF|SVG|PNG|iCalendar|ICS|Atom|RSS|HTML|QR|URL|API)\b/g;

const hasLetter = (text: string) => /\p{L}/u.test(text.replace(/&[a-z]+;/g, '').replace(FORMATS, ''));
const looksLikeKey = (text: string) => /^[a-z-]+(\.[a-z0-9-]+)+$/.test(text);

/** No words in TSX: all of them come from messages. */
export function checkWords(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  for (const file of files) {
    if (!isProduct(file.path) || SAMPLES.test(file.path)) continue;
    visit(file, (node) => {
      for (const text of wordsOf(node)) violations.push(breach(file, node, `words outside the messages: “${text}”`));
    });
  }
  return violations;
}

function wordsOf(node: Node): string[] {
  if (node.type === 'JSXText') return hasLetter(node.value) ? [node.value.trim()] : [];
  if (node.type === 'JSXAttribute' && node.name.type === 'JSXIdentifier' && SPOKEN.has(node.name.name)) {
    const value =
      node.value?.type === 'JSXExpressionContainer' ? (node.value.expression as Node) : (node.value as Node | null);
    return shownBy(value);
  }
  if (node.type !== 'JSXElement' && node.type !== 'JSXFragment') return [];
  return node.children.flatMap((child) =>
    child.type === 'JSXExpressionContainer' ? shownBy(child.expression as Node) : [],
  );
}

/** The literal strings an expression may show as they are. */
function shownBy(node: Node | null | undefined): string[] {
  if (!node) return [];
  const text = literalOf(node);
  if (text !== undefined) return hasLetter(text) && !looksLikeKey(text) ? [text] : [];
  // Markup that is shown to be copied is nobody's words.
  if (node.type === 'TemplateLiteral' && !node.quasis[0]?.value.raw.startsWith('<'))
    return node.quasis.map((quasi) => quasi.value.raw).filter((part) => hasLetter(part) && !looksLikeKey(part));
  if (node.type === 'ConditionalExpression')
    return [...shownBy(node.consequent as Node), ...shownBy(node.alternate as Node)];
  if (node.type === 'LogicalExpression') return [...shownBy(node.left as Node), ...shownBy(node.right as Node)];
  return [];
}

/** Files that recognise phrases in what sources wrote, and show none. */
const RECOGNISING = new Set(['src/core/institutions/institution.ts']);

/** Whole phrases in Arabic or Tifinagh belong into the messages, whatever file they stand in. */
export function checkPhrases(files: readonly SourceFile[]): Violation[] {
  const phrase = /[\u0621-\u064A\u2D30-\u2D6F]{2,}\s+[\u0621-\u064A\u2D30-\u2D6F]{2,}/;
  const violations: Violation[] = [];
  for (const file of files) {
    if (!isProduct(file.path) || SAMPLES.test(file.path) || RECOGNISING.has(file.path)) continue;
    if (/\/(examples|migrations)\b/.test(file.path)) continue;
    visit(file, (node) => {
      const text = node.type === 'TemplateElement' ? node.value.raw : node.type === 'Literal' ? node.value : undefined;
      if (typeof text === 'string' && phrase.test(text))
        violations.push(breach(file, node, `words outside the messages: “${text.trim().slice(0, 60)}”`));
    });
  }
  return violations;
}

/**
 * The content security policy lets no inline style, no inline handler and no inline script through, and pages are not hydrated:
 * such attributes would look as if they worked.
 */
export function checkInline(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  for (const file of files) {
    if (!isProduct(file.path)) continue;
    visit(file, (node) => {
      if (node.type === 'JSXAttribute' && node.name.type === 'JSXIdentifier') {
        const name = node.name.name;
        if (name === 'style') violations.push(breach(file, node, 'a style attribute: write a class'));
        if (/^on[a-z]/i.test(name) && !/^on$/i.test(name) && isElement(node, file))
          violations.push(breach(file, node, `${name}: pages carry no inline handler`));
      }
      if (node.type === 'JSXOpeningElement' && node.name.type === 'JSXIdentifier' && node.name.name === 'style')
        violations.push(breach(file, node, 'a style element: write a style sheet'));
    });
  }
  return violations;
}

/** Whether the attribute stands on an HTML element, not on a component of ours. */
function isElement(attribute: Node, file: SourceFile): boolean {
  const before = file.text.slice(0, attribute.start);
  const tag = before.slice(before.lastIndexOf('<') + 1).match(/^[A-Za-z][\w.-]*/)?.[0] ?? '';
  return /^[a-z]/.test(tag);
}
