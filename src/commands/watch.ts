/** Watch: run again whenever something in the folders changed, until interrupted. */
import { statSync, watch } from 'node:fs';
import { UsageError } from './context.ts';

/** Files are written in several steps: wait until the folder has been still this long. */
const STILL_MS = 500;

export async function watchFolders(
  inputs: readonly string[],
  run: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const folders = inputs.filter((input) => statSync(input, { throwIfNoEntry: false })?.isDirectory());
  if (folders.length === 0)
    throw new UsageError(`--watch: none of ${inputs.join(', ')} is a folder; name one to watch`);
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let fail: (fault: unknown) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const onChange = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // One run at a time: a change during a run is read by the next.
      running = running.then(run).catch(fail);
    }, STILL_MS);
  };
  const watchers = folders.map((folder) => watch(folder, { recursive: true }, onChange));
  const aborted = new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
  try {
    if (!signal.aborted) await Promise.race([aborted, failed]);
    await running;
  } finally {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  }
}
