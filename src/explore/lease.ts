/** Lease: opens the store for a question and closes a file soon after, so that other processes may write in between. */
import type { GraphStore } from '../store.ts';

/** Questions come in flocks: the store stays open this long after the last. */
const IDLE_MS = 1500;

export interface Lease {
  /** Runs the work on the open store. Throws what opening throws: a StoreError of fault `busy` while another writes. */
  use<T>(work: (store: GraphStore) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function leaseStore(open: () => Promise<GraphStore>, idleMs: number = IDLE_MS): Lease {
  let opened: Promise<GraphStore> | undefined;
  let closing: Promise<void> = Promise.resolve();
  let users = 0;
  /** A server lets others write meanwhile: what leads to it stays open. */
  let shared = false;
  let timer: NodeJS.Timeout | undefined;

  const shut = (): Promise<void> => {
    clearTimeout(timer);
    const store = opened;
    opened = undefined;
    // One that never opened needs no closing; its user was told why.
    if (store) closing = store.then((s) => s.close()).catch(() => undefined);
    return closing;
  };
  return {
    async use(work) {
      clearTimeout(timer);
      users += 1;
      try {
        opened ??= closing.then(open);
        const mine = opened;
        mine.catch(() => {
          if (opened === mine) opened = undefined;
        });
        const store = await mine;
        shared = store.kind === 'neo4j';
        return await work(store);
      } finally {
        users -= 1;
        if (users === 0 && !shared) timer = setTimeout(() => void shut(), idleMs).unref();
      }
    },
    close: shut,
  };
}
