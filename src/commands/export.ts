/** entente export: the graph in a format that other tools read. */
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CommandModule } from 'yargs';
import { FORMATS } from '../graph/formats.ts';
import type { Export, GraphSource } from '../graph/source.ts';
import { openStore } from '../stages.ts';
import { type CommonFlags, openContext, UsageError } from './context.ts';

interface ExportFlags extends CommonFlags {
  format: string;
  out: string | undefined;
}

const described = Object.entries(FORMATS).map(([name, { describe }]) => `${name}: ${describe}`);

export const exportCommand: CommandModule<CommonFlags, ExportFlags> = {
  command: 'export',
  describe: 'Write the graph in a format that other tools read',
  builder: (yargs) =>
    yargs
      .option('format', {
        type: 'string',
        choices: Object.keys(FORMATS),
        default: 'jsonl',
        describe: described.join('\n'),
      })
      .option('out', { type: 'string', requiresArg: true, describe: 'File, or folder for csv; stdout where absent' })
      .example('entente export --format jsonl > graph.jsonl', 'Everything, a line each')
      .example('entente export --format gexf --out graph.gexf', 'For Gephi, with dates for its timeline')
      .example('entente export --format csv --out graph/', 'For neo4j-admin database import'),
  handler: async ({ format, out, ...flags }) => {
    const { files } = FORMATS[format]!;
    if (typeof files !== 'function' && out === undefined) {
      throw new UsageError(
        `--format ${format} writes ${Object.keys(files).join(' and ')}; name a folder for them with --out`,
      );
    }
    const store = await openStore(openContext(flags).config, { mustExist: true });
    try {
      if (typeof files === 'function') await writeExport(files, store, out);
      else {
        mkdirSync(out!, { recursive: true });
        for (const [name, file] of Object.entries(files)) await writeExport(file, store, join(out!, name));
      }
    } finally {
      await store.close();
    }
  },
};

async function writeExport(exportGraph: Export, source: GraphSource, out: string | undefined): Promise<void> {
  const text = Readable.from(joinPieces(exportGraph(source)));
  if (out === undefined) await pipeline(text, process.stdout, { end: false });
  else await pipeline(text, createWriteStream(out));
}

/** A write a line would be slow; pieces are joined up to this many characters. */
const WRITE_SIZE = 1 << 16;

async function* joinPieces(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let joined = '';
  for await (const piece of pieces) {
    joined += piece;
    if (joined.length < WRITE_SIZE) continue;
    yield joined;
    joined = '';
  }
  if (joined !== '') yield joined;
}
