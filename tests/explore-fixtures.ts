/** Fixtures: a small graph made by hand, served by the explorer; no model is needed. */
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Library } from '../src/explore/library.ts';
import { openLibrary } from '../src/explore/library.ts';
import { type Explorer, startExplorer } from '../src/explore/server.ts';
import type { Reading } from '../src/model.ts';
import { openEmbeddedStore } from '../src/store/embedded.ts';
import type { GraphStore } from '../src/store.ts';
import { readingOf, type Told } from './store-fixtures.ts';

export const CHROMIUM = '/usr/bin/chromium';
export const hasChromium = existsSync(CHROMIUM);
export const WITHOUT_CHROMIUM = `skipped: there is no Chromium at ${CHROMIUM} (apt-get install chromium)`;

/** A name that would run code, were it ever read as markup. */
export const HOSTILE = '<img src=x onerror="window.hacked=1">';

const stubb: Told = {
  id: 'Q1',
  label: 'Person',
  name: 'Alexander Stubb',
  names: ['Alexander Stubb', 'Stubb'],
  wikidata: 'Q1',
};
const finland: Told = { id: 'Q33', label: 'State', name: 'Finland', kind: 'government', wikidata: 'Q33', iso3: 'FIN' };
const canada: Told = { id: 'Q16', label: 'State', name: 'Canada', iso3: 'CAN' };
const nato: Told = { id: 'Q7184', label: 'Institution', name: 'NATO', kind: 'igo' };
const quito: Told = { id: 'event:quito', label: 'Event', name: 'Quito summit', kind: 'summit' };
const hostile: Told = { id: 'person:hostile', label: 'Person', name: HOSTILE };
const jane: Told = { id: 'person:jane', label: 'Person', name: 'Jané Doe' };
const oslo: Told = { id: 'Q585', label: 'Place', name: 'Oslo', kind: 'city' };

export const READINGS: readonly Reading[] = [
  readingOf({
    text: 'Finnish President Alexander Stubb met Jané Doe in Oslo. Finland rejected the Quito summit. Stubb denied that Finland threatened Canada.',
    title: 'Stubb in Oslo',
    source: 'Harbour Wire',
    published: '2025-05-02',
    entities: [stubb, jane, oslo, finland, quito, canada],
    statements: [
      {
        subject: 'Q1',
        relation: 'HOLDS_OFFICE',
        object: 'Q33',
        quote: 'President Alexander Stubb',
        title: 'president',
        status: 'current',
      },
      { subject: 'Q1', relation: 'MET_WITH', object: 'person:jane', quote: 'met Jané Doe' },
      { subject: 'Q1', relation: 'VISITED', object: 'Q585', quote: 'in Oslo' },
      { subject: 'Q33', relation: 'REJECTED', object: 'event:quito', quote: 'rejected the Quito summit' },
      {
        subject: 'Q33',
        relation: 'THREATENED',
        object: 'Q16',
        quote: 'threatened Canada',
        polarity: 'negated',
        attribution: 'Q1',
      },
    ],
  }),
  readingOf({
    text: 'Canada joined NATO long ago. Canada will attend the Quito summit. NATO praised Canada.',
    title: 'Canada and the summit',
    source: 'Prairie Ledger',
    published: '2025-05-20',
    entities: [canada, nato, quito],
    statements: [
      { subject: 'Q16', relation: 'MEMBER_OF', object: 'Q7184', quote: 'joined NATO' },
      {
        subject: 'Q16',
        relation: 'PARTICIPATED_IN',
        object: 'event:quito',
        quote: 'will attend the Quito summit',
        modality: 'planned',
      },
      { subject: 'Q7184', relation: 'PRAISED', object: 'Q16', quote: 'praised Canada' },
    ],
  }),
  readingOf({
    text: `${HOSTILE} warned Canada. <script>window.hacked=2</script> was in the text.`,
    title: '<b onmouseover=alert(1)>Odd</b> title',
    source: '<i>Odd</i> Courier',
    published: '2025-06-10',
    entities: [hostile, canada],
    statements: [{ subject: 'person:hostile', relation: 'WARNED', object: 'Q16', quote: 'warned Canada' }],
  }),
];

export interface Served {
  readonly explorer: Explorer;
  readonly library: Library;
  /** Where the store lies. */
  readonly path: string;
  /** Makes the next openings of the store fail with this fault; undefined mends it. */
  fail(fault: Error | undefined): void;
}

export interface ServeOptions {
  readonly pageFolder?: string;
  readonly queryTimeoutMs?: number;
  readonly live?: boolean;
  readonly album?: string;
}

/** An explorer on a free port, over a new embedded store that holds the readings. */
export async function serve(readings: readonly Reading[], options: ServeOptions = {}): Promise<Served> {
  const { pageFolder, queryTimeoutMs, live, album } = options;
  const path = join(mkdtempSync(join(tmpdir(), 'entente-explore-')), 'graph.db');
  const store = await openEmbeddedStore({ path });
  await store.setUp();
  await store.write(readings);
  await store.close();
  let fault: Error | undefined;
  const open = async (): Promise<GraphStore> => {
    if (fault) throw fault;
    return openEmbeddedStore({ path });
  };
  const library = openLibrary({
    place: path,
    open,
    ...(queryTimeoutMs !== undefined && { queryTimeoutMs }),
    ...(live !== undefined && { live }),
    ...(album !== undefined && { album }),
  });
  const explorer = await startExplorer({ library, port: 0, ...(pageFolder !== undefined && { pageFolder }) });
  return {
    explorer,
    library,
    path,
    fail: (next) => {
      fault = next;
    },
  };
}
