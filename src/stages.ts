/** The composition root: picks implementations by the settings and opens them, here and nowhere else. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Config, ConfigError } from './config.ts';
import { DECISIONS_FILE, type Decisions, readDecisions } from './merge/decisions.ts';
import { compare } from './order.ts';
import type { ReadingStages, Stages } from './pipeline.ts';
import { packageRoot } from './root.ts';
import { type GraphStore, StoreError } from './store.ts';

export interface ReadingLimits {
  readonly maxArticleMb?: number | undefined;
}

/** Names the stages and their version; the model's session is made once, when the first article needs it. */
export async function openStages(config: Config, { maxArticleMb }: ReadingLimits = {}): Promise<Stages> {
  const modelFolder = config.model ?? join(packageRoot, 'models', 'news-encoder');
  // Loaded when needed: `entente query` should not wait for the reader's libraries.
  const { openReader } = await import('./read/inputs.ts');
  const fingerprint = await hashModel(modelFolder, join(dirname(config.db), 'model.sha256'));
  let opened: Promise<ReadingStages> | undefined;
  const open = () => {
    opened ??= openReadingStages(modelFolder, config);
    return opened;
  };
  return {
    read: openReader({
      feedCacheFolder: feedFolder(config),
      ...(maxArticleMb === undefined ? {} : { maxArticleBytes: maxArticleMb * 1024 * 1024 }),
    }),
    // What another model for the names is known by, only its opening tells.
    version: `${config.ner === undefined ? fingerprint : (await open()).annotator.model}+${hashTables()}`,
    open,
    async close() {
      await (await opened)?.annotator.close();
    },
  };
}

async function openReadingStages(model: string, { ner, threads, batch }: Config): Promise<ReadingStages> {
  const [{ segment }, { openNewsEncoder }, { readKnowledge }, { openResolver }, { openExtractor }] = await Promise.all([
    import('./segment/sentences.ts'),
    import('./annotate/news-encoder.ts'),
    import('./resolve/knowledge.ts'),
    import('./resolve/tables.ts'),
    import('./extract/tables.ts'),
  ]);
  const knowledge = readKnowledge();
  const [annotator, resolver, extractor] = await Promise.all([
    openNewsEncoder({
      model,
      ...(ner === undefined ? {} : { ner }),
      ...(threads === undefined ? {} : { threads }),
      ...(batch === undefined ? {} : { batch }),
    }),
    openResolver({ knowledge }),
    openExtractor({ knowledge }),
  ]);
  return { segment, annotator, resolver, extractor };
}

export interface StoreUse {
  /** For commands that only read: an embedded store that is not there is an error, not a new file. */
  readonly mustExist?: boolean;
  /** For a command that may find nothing to do: an embedded store is opened when there is. */
  readonly defer?: boolean;
  /** Longest a user's query may take. */
  readonly queryTimeoutMs?: number;
  /** How long work is tried again where a server is away. */
  readonly retryMs?: number;
}

/** Opens the store that the settings name and sets it up. Throws a StoreError where it is not there or no store. */
export async function openStore(config: Config, { mustExist = false, ...limits }: StoreUse = {}): Promise<GraphStore> {
  if (mustExist && config.store === 'embedded') requireStore(config);
  const store = config.store === 'neo4j' ? await openNeo4j(config, limits) : await openEmbedded(config, limits);
  try {
    await store.setUp();
  } catch (fault) {
    await store.close();
    throw fault;
  }
  return store;
}

/** Throws a StoreError where there is no embedded store yet. */
export function requireStore({ db }: Config): void {
  if (existsSync(db)) return;
  throw new StoreError(
    'not-a-store',
    `${db}: there is no graph yet; make one with \`entente ingest\`, or name another --db`,
  );
}

/** Where the versions of feeds lie: beside the store that has their articles. */
export function feedFolder({ db }: Config): string {
  return join(dirname(db), 'feeds');
}

type Limits = Omit<StoreUse, 'mustExist'>;

async function openEmbedded({ db }: Config, { queryTimeoutMs, defer }: Limits): Promise<GraphStore> {
  const { openWithLedger } = await import('./store/embedded/ledger.ts');
  mkdirSync(dirname(db), { recursive: true });
  const open = async () => {
    const { openEmbeddedStore } = await import('./store/embedded.ts');
    return openEmbeddedStore({ path: db, ...(queryTimeoutMs !== undefined && { queryTimeoutMs }) });
  };
  return openWithLedger(db, open, { defer });
}

async function openNeo4j(config: Config, { queryTimeoutMs, retryMs }: Limits): Promise<GraphStore> {
  const { neo4jUri, neo4jUsername, neo4jPassword, neo4jDatabase } = config;
  const { openNeo4jStore } = await import('./store/neo4j.ts');
  return openNeo4jStore({
    uri: neo4jUri,
    username: neo4jUsername,
    password: neo4jPassword ?? '',
    ...(neo4jDatabase === undefined ? {} : { database: neo4jDatabase }),
    ...(queryTimeoutMs === undefined ? {} : { queryTimeoutMs }),
    ...(retryMs === undefined ? {} : { retryMs }),
  });
}

/** What a person ruled on who is who. Throws a DecisionsError that lists every line that cannot count. */
export function openDecisions({ decisions, db }: Config): Decisions {
  return readDecisions(decisions ?? join(dirname(db), DECISIONS_FILE));
}

/** SHA-256 of the model's file, as the annotator gives it, without opening a session. */
async function hashModel(folder: string, memo: string): Promise<string> {
  const path = join(folder, 'onnx', 'model_quantized.onnx');
  if (!existsSync(path)) {
    throw new ConfigError(
      `${path}: there is no model; name the folder of a news encoder with --model, or install Entente again`,
    );
  }
  const { hashFile } = await import('./annotate/model-folder.ts');
  return hashFile(path, memo);
}

/** Version of the tables and rules: the package's version, its ontology, its knowledge, and its learned tables. */
function hashTables(): string {
  const hash = createHash('sha256');
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  hash.update(version);
  // The folders of models below models/ are no tables: the encoder is known by its own hash.
  const files = ['ontology', 'knowledge', 'models'].flatMap((folder) =>
    readdirSync(join(packageRoot, folder)).map((file) => join(folder, file)),
  );
  for (const file of files.filter((name) => /\.(?:json|csv|tsv)$/u.test(name)).sort(compare)) {
    hash.update(file).update(readFileSync(join(packageRoot, file)));
  }
  return hash.digest('hex').slice(0, 16);
}
