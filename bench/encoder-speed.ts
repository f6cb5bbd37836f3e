/** Time: reading articles and items of the stream, in turns with spaCy where a Python that has it is named. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Annotator } from '../src/annotate.ts';
import { toSegmented } from './encoder-gold.ts';

/** Sentences, as our segmentation counts them, in a second; the median of the rounds. */
export interface Rate {
  readonly name: string;
  readonly elapsed: number;
  /** In a second of the processor, which other programs on the machine do not lengthen. */
  readonly processor: number;
}

export interface Speed {
  readonly texts: number;
  readonly sentences: number;
  /** Ours first; then spaCy's at its own batch size and at the best of `BATCH_SIZES`. */
  readonly rates: readonly Rate[];
}

/** A Python with spaCy, and the name or folder of its pipeline. */
export interface Peer {
  readonly python: string;
  readonly pipeline: string;
}

/** Seconds of one pass over all texts. */
interface Pass {
  readonly elapsed: number;
  readonly processor: number;
}

const STREAM_ITEMS = 1000;
const BATCH_SIZES = [32, 64, 128, 512, 1024];

/** From text to annotated sentences, segmentation included; both are warm, and their opening is not counted. */
export async function measureSpeed(
  annotator: Annotator,
  data: string,
  stream: ReadonlyMap<string, string>,
  rounds: number,
  peer: Peer | undefined,
): Promise<Speed> {
  const articles = readdirSync(join(data, 'articles'))
    .filter((file) => file.endsWith('.txt'))
    .sort();
  const texts = [
    ...articles.map((file) => readFileSync(join(data, 'articles', file), 'utf8')),
    ...[...stream.values()].slice(0, STREAM_ITEMS),
  ];
  const sentences = texts.reduce((sum, text) => sum + toSegmented('count', text).sentences.length, 0);
  const read = async (some: readonly string[]): Promise<Pass> => {
    const before = performance.now();
    const processor = process.cpuUsage();
    for (const text of some) await annotator.annotate([toSegmented('speed', text)]);
    const { user, system } = process.cpuUsage(processor);
    return { elapsed: (performance.now() - before) / 1000, processor: (user + system) / 1e6 };
  };
  await read(texts.slice(0, 20));
  const contestants: { name: string; pass: () => Promise<Pass> }[] = [{ name: 'here', pass: () => read(texts) }];
  const spacy = peer && (await openSpacy(peer, texts));
  if (spacy) {
    const best = await findBest(spacy);
    contestants.push({ name: `${spacy.name}, its own batch size`, pass: () => spacy.pass('default') });
    contestants.push({ name: `${spacy.name}, batch size ${best}`, pass: () => spacy.pass(best) });
  }
  const passes: Pass[][] = contestants.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { pass }] of contestants.entries()) passes[index]!.push(await pass());
  }
  spacy?.close();
  const rates = contestants.map(({ name }, index) => ({
    name,
    elapsed: sentences / median(passes[index]!.map(({ elapsed }) => elapsed)),
    processor: sentences / median(passes[index]!.map(({ processor }) => processor)),
  }));
  return { texts: texts.length, sentences, rates };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

interface Spacy {
  readonly name: string;
  pass(batchSize: number | 'default'): Promise<Pass>;
  close(): void;
}

async function findBest(spacy: Spacy): Promise<number> {
  let best = { size: 0, processor: Number.POSITIVE_INFINITY };
  for (const size of BATCH_SIZES) {
    const { processor } = await spacy.pass(size);
    if (processor < best.processor) best = { size, processor };
  }
  return best.size;
}

async function openSpacy({ python, pipeline }: Peer, texts: readonly string[]): Promise<Spacy> {
  const script = fileURLToPath(new URL('encoder-spacy.py', import.meta.url));
  const child = spawn(python, ['-W', 'ignore', script, pipeline], { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  child.on('error', (fault) => {
    complaint += fault.message;
  });
  // A child that ended early is told of by its missing answer, below.
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (line: string): Promise<string> => {
    child.stdin.write(`${line}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`${python} ${script} ${pipeline}: ${complaint.trim().split('\n').at(-1)}`);
    return value;
  };
  const name = await ask(JSON.stringify(texts));
  return {
    name,
    async pass(batchSize) {
      const [elapsed, processor] = (await ask(String(batchSize))).split(' ').map(Number);
      return { elapsed: elapsed!, processor: processor! };
    },
    close: () => child.stdin.end(),
  };
}
