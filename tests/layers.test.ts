import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../src/root.ts';

const sourceFolder = join(packageRoot, 'src');

/** From the ground up: a file imports from its own unit and from layers below. A folder is one unit, as is a file. */
const LAYERS: readonly (readonly string[])[] = [
  ['model.ts', 'root.ts', 'order.ts', 'stamp.ts'],
  ['ontology.ts'],
  ['read.ts', 'segment.ts', 'annotate.ts', 'resolve.ts', 'extract.ts', 'store.ts'],
  ['read/'],
  ['segment/'],
  ['annotate/'],
  ['resolve/'],
  ['extract/'],
  ['graph/'],
  ['graph.ts'],
  ['merge/'],
  ['merge.ts', 'store/'],
  ['review/', 'diff/'],
  ['pipeline.ts'],
  ['eval/'],
  ['config.ts'],
  ['stages.ts'],
  ['print/'],
  ['explore/'],
  ['commands/'],
  ['cli.ts'],
];

/** What stands apart from the flow on purpose, each with its reason. */
const ALLOWED: Readonly<Record<string, string>> = {
  'annotate/states.ts → resolve/csv.ts': 'it reads a table of knowledge/, which is no stage’s own',
};

// The page of the explorer is another program: it runs in the browser and is built by vite.
const files = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.startsWith('explore/page/'),
);

function importsOf(file: string, { types = true } = {}): string[] {
  const whole = readFileSync(join(sourceFolder, file), 'utf8');
  const text = types ? whole : whole.replace(/^import type [^;]+;$/gmu, '');
  const found = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.{1,2}\/[^']+)'/gu);
  return [...found].map(([, path]) => relative(sourceFolder, join(sourceFolder, dirname(file), path!)));
}

function placeOf(file: string): { layer: number; unit: string } {
  const unit = file.includes('/') ? `${file.split('/')[0]}/` : file;
  return { layer: LAYERS.findIndex((units) => units.includes(unit)), unit };
}

describe('the layers', () => {
  test('Every file of src has a place in the layers', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => placeOf(file).layer === -1)).toEqual([]);
  });

  test('Imports go one way: down, or within a unit; so that no contract imports its implementation', () => {
    const against = files.flatMap((file) =>
      importsOf(file)
        .filter((imported) => {
          const [from, to] = [placeOf(file), placeOf(imported)];
          return from.unit !== to.unit && to.layer >= from.layer && !(`${file} → ${imported}` in ALLOWED);
        })
        .map((imported) => `${file} → ${imported}`),
    );
    expect(against).toEqual([]);
  });

  test('No file imports itself through others, but for types, which are gone when the program runs', () => {
    const graph = new Map(files.map((file) => [file, importsOf(file, { types: false })]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (done.has(file) || path.includes(file)) return;
      for (const imported of graph.get(file) ?? []) visit(imported, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(cycles).toEqual([]);
  });

  test('Every import of an own file names a file that is there', () => {
    const known = new Set(readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' }));
    const lost = files.flatMap((file) =>
      importsOf(file)
        .filter((imported) => !known.has(imported) && !imported.startsWith('..'))
        .map((imported) => `${file} → ${imported}`),
    );
    expect(lost).toEqual([]);
  });
});
