/** Progress on stderr: a bar on a terminal, else a line now and then. */
import { SingleBar } from 'cli-progress';

export interface Progress {
  update(done: number, total: number): void;
  /** Harmless when called again. */
  stop(): void;
}

/** A log gets a line no more often than this. */
const LINE_EVERY_MS = 5000;

export function openProgress(what: string, { quiet }: { readonly quiet: boolean }): Progress {
  if (quiet) return { update() {}, stop() {} };
  return process.stderr.isTTY ? openBar(what) : openLog(what);
}

function openBar(what: string): Progress {
  const bar = new SingleBar({
    format: `${what} [{bar}] {value}/{total} articles`,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    barCompleteChar: '=',
    barIncompleteChar: ' ',
  });
  let started = false;
  return {
    update(done, total) {
      if (!started) bar.start(total, done);
      started = true;
      bar.setTotal(total);
      bar.update(done);
    },
    stop() {
      if (started) bar.stop();
      started = false;
    },
  };
}

function openLog(what: string): Progress {
  let printedAt = performance.now();
  return {
    update(done, total) {
      if (performance.now() - printedAt < LINE_EVERY_MS) return;
      printedAt = performance.now();
      process.stderr.write(`${what}: ${done} of ${total} articles\n`);
    },
    stop() {},
  };
}
