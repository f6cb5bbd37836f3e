/** Guide: serves what docker-compose.yml mounts into its guide service, by its own nginx.conf, on a port of this machine. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { packageRoot } from '../../src/root.ts';

/** `- ./cypher/guide.html:/usr/share/nginx/html/index.html:ro` */
const MOUNT = /^ +- \.\/(?<from>\S+?):(?<to>\/\S+?):ro$/gmu;
const DOCUMENTS = '/usr/share/nginx/html';

export const hasNginx = spawnSync('nginx', ['-v']).status === 0;

export interface Guide {
  readonly url: string;
  close(): Promise<void>;
}

export async function serveGuide(url: string): Promise<Guide> {
  const folder = mkdtempSync(join(tmpdir(), 'entente-guide-'));
  const inFolder = (path: string): string => join(folder, path);
  let site = '';
  for (const { groups } of readFileSync(join(packageRoot, 'docker-compose.yml'), 'utf8').matchAll(MOUNT)) {
    const from = join(packageRoot, groups!.from!);
    const to = groups!.to!;
    if (to.endsWith('.conf')) site = readFileSync(from, 'utf8');
    else {
      mkdirSync(dirname(inFolder(to)), { recursive: true });
      // The guide names the address that compose gives it.
      if (to.endsWith('.html')) writeFileSync(inFolder(to), guideAt(url));
      else symlinkSync(from, inFolder(to));
    }
  }
  writeFileSync(
    inFolder('nginx.conf'),
    `events {}
     http {
       access_log off;
       ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `${of}_temp_path ${folder}/${of};`).join(' ')}
       types { text/html html; }
       ${site.replace('listen 80', `listen 127.0.0.1:${new URL(url).port}`).replace(DOCUMENTS, inFolder(DOCUMENTS))}
     }`,
  );
  const nginx = spawn(
    'nginx',
    [
      '-p',
      folder,
      '-c',
      inFolder('nginx.conf'),
      '-e',
      'stderr',
      '-g',
      `daemon off; master_process off; pid ${inFolder('pid')};`,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const ended = once(nginx, 'exit');
  await answer(url, nginx);
  return {
    url,
    async close() {
      nginx.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

async function answer(url: string, nginx: ChildProcess): Promise<void> {
  while (nginx.exitCode === null) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await wait(50);
  }
  throw new Error(`nginx could not serve the guide at ${url}; see its lines above`);
}

function guideAt(url: string): string {
  return readFileSync(join(packageRoot, 'cypher', 'guide.html'), 'utf8').replaceAll('http://localhost:7475', url);
}

const ENTITIES: Readonly<Record<string, string>> = { '&gt;': '>', '&lt;': '<', '&amp;': '&' };

/** What the guide offers to run, in order. */
export function runnables(): string[] {
  const html = readFileSync(join(packageRoot, 'cypher', 'guide.html'), 'utf8');
  return [...html.matchAll(/<pre class="[^"]*\brunnable">(?<text>[^<]*)<\/pre>/gu)].map(({ groups }) =>
    groups!.text!.replace(/&\w+;/gu, (entity) => ENTITIES[entity]!),
  );
}
