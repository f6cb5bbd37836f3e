/** Paths: files, folders, globs and addresses into a sorted list of sources, each once; what is not there is one too. */
import type { Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { compareBy } from '../order.ts';
import { cleanLine, quoteValue } from './clean.ts';
import { explainSystemError, UnreadableInput } from './unreadable.ts';

export type FileFormat = 'text' | 'html' | 'jsonl' | 'feed';

export type Source =
  | {
      readonly kind: 'file';
      readonly key: string;
      readonly shown: string;
      readonly ref: string;
      readonly format: FileFormat;
    }
  | { readonly kind: 'web'; readonly key: string; readonly shown: string; readonly ref: string }
  | { readonly kind: 'stdin'; readonly key: '-'; readonly shown: string; readonly ref: string }
  /** In a folder, beginning with a dot: an editor's or a system's file, unless it is named outright. */
  | { readonly kind: 'hidden'; readonly key: string; readonly shown: string; readonly ref: string }
  | {
      readonly kind: 'bad';
      readonly key: string;
      readonly shown: string;
      readonly ref: string;
      readonly error: UnreadableInput;
    };

const FORMATS: ReadonlyMap<string, FileFormat> = new Map([
  ['.txt', 'text'],
  ['.md', 'text'],
  ['.html', 'html'],
  ['.htm', 'html'],
  ['.jsonl', 'jsonl'],
  ['.xml', 'feed'],
  ['.rss', 'feed'],
  ['.atom', 'feed'],
]);
const KINDS = [...FORMATS.keys()].join(' ');
/** What a folder says of itself, and a gold file beside its articles; read only where they are named outright. */
const NOT_ARTICLES = /^(?:(?:readme|licen[cs]e)(?:\.\w+)?|gold\.jsonl)$/iu;

/** `inputs` as sources, sorted by path or address in code units; a file that two inputs name is there once. */
export async function listSources(inputs: readonly string[], workingFolder: string): Promise<readonly Source[]> {
  const sources = new Map<string, Source>();
  for (const input of inputs) {
    for (const source of await listInput(input, workingFolder)) {
      const known = sources.get(source.key);
      if (known === undefined || known.kind === 'bad' || known.kind === 'hidden') sources.set(source.key, source);
    }
  }
  return [...sources.values()].sort(compareBy((source) => source.key));
}

async function listInput(input: string, workingFolder: string): Promise<readonly Source[]> {
  if (input === '-') return [{ kind: 'stdin', key: '-', shown: 'standard input', ref: '-' }];
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(input)?.[1]?.toLowerCase();
  if (scheme === 'http' || scheme === 'https') return [listAddress(input)];
  const path = resolve(workingFolder, input);
  const shown = showPath(path, workingFolder);
  if (scheme !== undefined)
    return [
      bad(input, input, `${quoteValue(input)}: ${scheme}:// is not read; give an http(s) address, a file or a folder`),
    ];
  if (input === '' || input.includes('\0'))
    return [bad(input, input, `${quoteValue(input)}: is no path; name a file, a folder or an address`)];
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) return await listFolder(path, workingFolder, shown);
    return [await listFile(path, stats, workingFolder)];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      const { glob, isDynamicPattern } = await import('tinyglobby');
      if (isDynamicPattern(input)) return listGlob(input, workingFolder, glob);
    }
    return [{ ...bad(path, shown, ''), error: explainSystemError(error, shown) }];
  }
}

function listAddress(input: string): Source {
  if (!URL.canParse(input)) return bad(input, input, `${quoteValue(input)}: is no web address; check it`);
  const url = new URL(input);
  url.hash = '';
  return { kind: 'web', key: url.href, shown: url.href, ref: url.href };
}

async function listFile(path: string, stats: Stats, workingFolder: string): Promise<Source> {
  const real = await realpath(path);
  const shown = showPath(real, workingFolder);
  // A pipe would block; `-` reads one.
  if (!stats.isFile())
    return bad(real, shown, `${shown}: is a pipe or a device; send it to standard input and name it -`);
  const format = FORMATS.get(extname(real).toLowerCase());
  if (format === undefined) {
    const kind = extname(real) === '' ? 'has no extension' : `is of unknown kind ${quoteValue(extname(real))}`;
    return bad(real, shown, `${shown}: ${kind}; use one of ${KINDS}`);
  }
  return { kind: 'file', key: real, shown, ref: basename(real), format };
}

/** Walks a folder itself, because a loop of links or a locked folder in it is a result to report, not a silence. */
async function listFolder(folder: string, workingFolder: string, shown: string): Promise<readonly Source[]> {
  const sources: Source[] = [];
  const visit = async (path: string, above: readonly string[]): Promise<void> => {
    const here = showPath(path, workingFolder);
    try {
      const real = await realpath(path);
      if (above.some((folderAbove) => folderAbove === real || folderAbove.startsWith(real + sep))) {
        sources.push(
          bad(path, here, `${here}: is a symbolic link to a folder above it; remove the link or name the files`),
        );
        return;
      }
      const entries = await readdir(real, { withFileTypes: true });
      for (const entry of entries) {
        if (entry.name === 'node_modules' || NOT_ARTICLES.test(entry.name)) continue;
        if (entry.name.startsWith('.')) {
          if (entry.isFile() && FORMATS.has(extname(entry.name).toLowerCase()))
            sources.push(hidden(join(real, entry.name), workingFolder));
          continue;
        }
        await visitEntry(join(path, entry.name), entry.isDirectory(), entry.isSymbolicLink(), [...above, real]);
      }
    } catch (error) {
      sources.push({ ...bad(path, here, ''), error: explainSystemError(error, here) });
    }
  };
  const visitEntry = async (
    path: string,
    isFolder: boolean,
    isLink: boolean,
    above: readonly string[],
  ): Promise<void> => {
    if (isFolder) return visit(path, above);
    const known = FORMATS.has(extname(path).toLowerCase());
    if (!isLink && !known) return;
    try {
      const stats = await stat(path);
      if (stats.isDirectory()) await visit(path, above);
      else if (known) sources.push(await listFile(path, stats, workingFolder));
    } catch (error) {
      const here = showPath(path, workingFolder);
      sources.push({ ...bad(path, here, ''), error: explainSystemError(error, here) });
    }
  };
  await visit(folder, []);
  if (sources.every(({ kind }) => kind === 'hidden'))
    sources.push(bad(folder, shown, `${shown}: holds no articles; put files in it that end in ${KINDS}`));
  return sources;
}

async function listGlob(
  pattern: string,
  workingFolder: string,
  glob: typeof import('tinyglobby')['glob'],
): Promise<readonly Source[]> {
  const paths = await glob(sep === '\\' ? pattern.replaceAll('\\', '/') : pattern, {
    cwd: workingFolder,
    absolute: true,
    // Links are followed by folders and single files only: under ** a loop would list every file again and again.
    followSymbolicLinks: false,
  });
  const sources: Source[] = [];
  for (const path of paths) {
    if (!FORMATS.has(extname(path).toLowerCase())) continue;
    try {
      sources.push(await listFile(path, await stat(path), workingFolder));
    } catch (error) {
      const here = showPath(path, workingFolder);
      sources.push({ ...bad(path, here, ''), error: explainSystemError(error, here) });
    }
  }
  if (sources.length > 0) return sources;
  const found = paths.length === 0 ? 'matches no file' : `matches ${paths.length} files, none of a kind that is read`;
  return [bad(pattern, pattern, `${quoteValue(pattern)}: ${found}; check the pattern, or use one of ${KINDS}`)];
}

function hidden(path: string, workingFolder: string): Source {
  return { kind: 'hidden', key: path, shown: showPath(path, workingFolder), ref: basename(path) };
}

function bad(key: string, shown: string, message: string): Source & { readonly kind: 'bad' } {
  return { kind: 'bad', key, shown, ref: basename(key) || key, error: new UnreadableInput(message) };
}

/** A path as messages show it: from the working folder where it lies below, without control characters. */
function showPath(path: string, workingFolder: string): string {
  const below = relative(workingFolder, path);
  const shown = below === '' || below.startsWith('..') || isAbsolute(below) ? path : below;
  return cleanLine(shown) ?? quoteValue(path);
}
