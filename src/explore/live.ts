/** Live: reads what changes in folders into the store that the page shows, and tells the page. */
import { type IngestReport, ingest, type Stages } from '../pipeline.ts';
import type { Library } from './library.ts';
import type { Explorer } from './server.ts';

export interface LiveOptions {
  readonly inputs: readonly string[];
  readonly stages: Stages;
  readonly library: Library;
  readonly explorer: Explorer;
  readonly signal: AbortSignal;
}

/** Reads the inputs once; open pages draw the graph anew where that changed anything. */
export async function readInputs({ inputs, stages, library, explorer, signal }: LiveOptions): Promise<IngestReport> {
  const report = await library.write((store) => ingest(inputs, stages, store, { signal }));
  if (report.added + report.replaced > 0) explorer.announce();
  return report;
}
