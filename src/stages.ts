/** The composition root: picks implementations by the settings and opens them, here and nowhere else. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { compare } from './order.ts';
import type { Stages } from './pipeline.ts';
import { packageRoot } from './root.ts';
import type { GraphStore } from './store.ts';

/** Opens every stage; the model's session is made once and shared by all articles. */
export async function openStages(config: Config): Promise<Stages> {
  // Loaded when needed: `entente query` should not wait for the model's runtime.
  const [{ openReader }, { segment }, { openNewsEncoder }, { openResolver }, { openExtractor }] = await Promise.all([
    import('./read/inputs.ts'),
    import('./segment/sentences.ts'),
    import('./annotate/news-encoder.ts'),
    import('./resolve/tables.ts'),
    import('./extract/tables.ts'),
  ]);
  const { model, threads, batch } = config;
  const annotator = await openNewsEncoder({
    ...(model === undefined ? {} : { model }),
    ...(threads === undefined ? {} : { threads }),
    ...(batch === undefined ? {} : { batch }),
  });
  return {
    read: openReader(),
    segment,
    annotator,
    resolver: await openResolver(),
    extractor: await openExtractor(),
    version: `${annotator.model}+${hashTables()}`,
    close: () => annotator.close(),
  };
}

/** Opens the store that the settings name and sets it up. Throws a StoreError where it is not there or no store. */
export async function openStore(config: Config): Promise<GraphStore> {
  const store =
    config.store === 'neo4j'
      ? await import('./store/neo4j.ts').then(({ openNeo4jStore }) =>
          openNeo4jStore({
            uri: config.neo4jUri,
            username: config.neo4jUsername,
            password: config.neo4jPassword ?? '',
            ...(config.neo4jDatabase === undefined ? {} : { database: config.neo4jDatabase }),
          }),
        )
      : await import('./store/embedded.ts').then(({ openEmbeddedStore }) => openEmbeddedStore(config.db));
  await store.setUp();
  return store;
}

/** Version of the tables and rules: the package's version, its ontology and its knowledge. */
function hashTables(): string {
  const hash = createHash('sha256');
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  hash.update(version);
  for (const folder of ['ontology', 'knowledge']) {
    const files = readdirSync(join(packageRoot, folder), { recursive: true, withFileTypes: true });
    const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
    for (const path of paths.sort(compare)) hash.update(path.slice(packageRoot.length)).update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 16);
}
