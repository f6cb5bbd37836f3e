/**
 * Ledger: what an embedded store holds of articles, in a file beside it. Opening a graph takes the longer the more is in
 * it; a run that finds nothing new reads the ledger and leaves the graph closed. It counts only while the graph's file
 * is the very one that it was written for.
 */
import { existsSync, readFileSync } from 'node:fs';
import { keepBeside, stampOf } from '../../stamp.ts';
import type { GraphStore, History, StoredArticle } from '../../store.ts';
import { SCHEMA_VERSION } from '../schema.ts';

interface Ledger {
  /** Of the graph's file. */
  readonly stamp: string;
  readonly history: History;
  /** As JSON: whoever only puts another stamp on it need not read it. */
  readonly articles: string;
}

/** Of the ledger and of the graph that it tells of; one of another is not read. */
const FORMAT = `1.${SCHEMA_VERSION}`;

/**
 * A store whose graph `open` opens. With `defer` and a ledger that counts, that waits until something is asked that the
 * ledger does not tell; else it is done at once.
 */
export async function openWithLedger(
  path: string,
  open: () => Promise<GraphStore>,
  { defer = false }: { readonly defer?: boolean | undefined } = {},
): Promise<GraphStore> {
  let ledger = readLedger(path);
  let opened: Promise<GraphStore> | undefined;
  let wantsSetUp = false;
  /** Whether the ledger is of use to whoever runs next; a graph whose articles nobody lists need not have one. */
  let listed = false;
  let changed = false;
  let failed = false;

  const openGraph = async (): Promise<GraphStore> => {
    const store = await open();
    try {
      // No other process can write from here on; one may have done so before.
      if (ledger?.stamp !== stampOf(path)) ledger = undefined;
      if (wantsSetUp) await store.setUp();
      return store;
    } catch (fault) {
      await store.close();
      throw fault;
    }
  };
  const graph = async (): Promise<GraphStore> => {
    opened ??= openGraph();
    const mine = opened;
    // What was in the way may be gone at the next call.
    mine.catch(() => {
      if (opened === mine) opened = undefined;
    });
    return mine;
  };
  const change = async (work: (store: GraphStore) => Promise<void>): Promise<void> => {
    const store = await graph();
    changed = true;
    try {
      await work(store);
    } catch (fault) {
      failed = true;
      throw fault;
    }
  };
  const fromLedger = <T>(tell: (ledger: Ledger) => T): T | undefined =>
    opened === undefined && ledger !== undefined ? tell(ledger) : undefined;

  if (!defer || ledger === undefined) await graph();
  return {
    kind: 'embedded',
    async setUp() {
      wantsSetUp = true;
      if (opened) await (await opened).setUp();
    },
    async articles() {
      listed = true;
      return fromLedger(({ articles }) => JSON.parse(articles) as StoredArticle[]) ?? (await graph()).articles();
    },
    async history() {
      return fromLedger(({ history }) => history) ?? (await graph()).history();
    },
    write: (readings) => change((store) => store.write(readings)),
    remove: (articleIds) => change((store) => store.remove(articleIds)),
    noteMerged: (note) => change((store) => store.noteMerged(note)),
    async *readings(articleIds) {
      yield* (await graph()).readings(articleIds);
    },
    entities: async () => (await graph()).entities(),
    tellings: async () => (await graph()).tellings(),
    edges: async () => (await graph()).edges(),
    counts: async () => (await graph()).counts(),
    query: async (cypher, parameters) => (await graph()).query(cypher, parameters),
    async close() {
      if (opened === undefined) return;
      const store = await opened;
      let next = changed ? undefined : ledger;
      if (next === undefined && listed && !failed)
        next = { stamp: '', history: await store.history(), articles: JSON.stringify(await store.articles()) };
      await store.close();
      // At once: closing writes the file anew, and the next process needs longer than this to open it.
      const stamp = stampOf(path);
      if (next === undefined || stamp === undefined) return;
      const { articles, history } = next;
      keepBeside(fileOf(path), path, `${JSON.stringify({ format: FORMAT, stamp, history })}\n${articles}\n`);
    },
  };
}

function fileOf(path: string): string {
  return `${path}.ledger`;
}

/** The ledger of the graph at `path`; undefined where there is none that counts. */
function readLedger(path: string): Ledger | undefined {
  const file = fileOf(path);
  // What lies in the log is not in the graph's file yet: another process is at work, or one was killed.
  if (!existsSync(file) || existsSync(`${path}.wal`)) return undefined;
  const [head = '', articles = '', end] = readFileSync(file, 'utf8').split('\n');
  if (end !== '') return undefined;
  const { format, stamp, history } = parseHead(head);
  if (format !== FORMAT || stamp === undefined || stamp !== stampOf(path) || history === undefined) return undefined;
  return { stamp, history, articles };
}

function parseHead(head: string): Partial<Ledger & { readonly format: string }> {
  try {
    return JSON.parse(head) ?? {};
  } catch (fault) {
    // Cut short by a power cut, or written by hand.
    if (fault instanceof SyntaxError) return {};
    throw fault;
  }
}
