/** Imported: a Neo4j of its own whose graph neo4j-admin made of CSV files. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import neo4j from 'neo4j-driver';
import type { Server } from './scratch.ts';

export interface Imported {
  readonly server: Server;
  /** What the importer printed. */
  readonly said: string;
  stop(): Promise<void>;
}

const FLAGS = [
  ...['-Xmx512m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'],
  ...['nio', 'io', 'nio.ch'].map(
    (name) => `--add-opens=java.base/${name === 'nio.ch' ? 'sun' : 'java'}.${name}=ALL-UNNAMED`,
  ),
];

/** @param jars Neo4j's, as .ci/neo4j/start.sh fetches them. */
export async function startImported(jars: string, nodes: string, edges: string): Promise<Imported> {
  const folder = mkdtempSync(join(tmpdir(), 'entente-import-'));
  const port = await freePort();
  const home = dirname(jars);
  const conf = join(folder, 'conf');
  mkdirSync(conf);
  writeFileSync(
    join(conf, 'neo4j.conf'),
    [
      ...['data', 'logs', 'run', 'import', 'plugins'].map((name) => `server.directories.${name}=${join(folder, name)}`),
      `server.directories.lib=${jars}`,
      'server.default_listen_address=127.0.0.1',
      `server.bolt.listen_address=127.0.0.1:${port}`,
      `server.bolt.advertised_address=127.0.0.1:${port}`,
      'server.http.enabled=false',
      'server.https.enabled=false',
      'dbms.security.auth_enabled=false',
      'server.memory.pagecache.size=128m',
      'db.tx_log.preallocate=false',
      'dbms.usage_report.enabled=false',
      '',
    ].join('\n'),
  );
  const classes = ['-cp', join(jars, '*')];
  const files = [`--nodes=${nodes}`, `--relationships=${edges}`, `--report-file=${join(folder, 'report.txt')}`];
  const { stdout } = await promisify(execFile)(
    'java',
    [...FLAGS, ...classes, 'org.neo4j.server.startup.Neo4jAdminBoot', 'database', 'import', 'full', 'neo4j', ...files],
    { env: { ...process.env, NEO4J_HOME: home, NEO4J_CONF: conf } },
  );
  const main = ['org.neo4j.server.CommunityEntryPoint', `--home-dir=${home}`, `--config-dir=${conf}`];
  const child = spawn('java', [...FLAGS, ...classes, ...main], { stdio: 'ignore' });
  const stop = async () => {
    if (child.exitCode === null) await new Promise((done) => child.once('exit', done) && child.kill());
    rmSync(folder, { recursive: true, force: true });
  };
  const uri = `bolt://127.0.0.1:${port}`;
  try {
    await waitFor(uri, child);
  } catch (fault) {
    await stop();
    throw fault;
  }
  // Without authentication any name and password will do.
  return { server: { uri, username: '', password: '', database: 'neo4j' }, said: stdout, stop };
}

async function waitFor(uri: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; ; tries++) {
    const driver = neo4j.driver(uri);
    try {
      await driver.executeQuery('RETURN 1');
      return;
    } catch (fault) {
      if (tries === 480 || child.exitCode !== null) throw fault;
      await new Promise((done) => setTimeout(done, 500));
    } finally {
      await driver.close();
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
}
