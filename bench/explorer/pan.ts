/** Pan: drags the picture by the mouse, as a reader does, and counts the frames that were painted while it moved. */
import type { Page } from 'playwright-core';

export interface Pan {
  /** A second: painted by the browser's compositor, the picture standing elsewhere than in the frame before. */
  readonly frames: number;
  /** The longest time between two pictures, in milliseconds. */
  readonly longestMs: number;
}

const PAN_MS = 3000;
/** Mice report 125 times a second. */
const REPORT_MS = 8;
const START = { x: 640, y: 380 };

interface TraceEvent {
  readonly name: string;
}

/** How long a page may take to answer after the drag; one that draws longer than that has shown nothing. */
const PATIENCE_MS = 20_000;

/** @param where an expression of the page that tells where the picture stands. */
export async function pan(page: Page, where: string): Promise<Pan> {
  const session = await page.context().newCDPSession(page);
  const traced: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => traced.push(...(value as unknown as TraceEvent[])));
  await page.mouse.move(START.x, START.y);
  await page.mouse.down();
  await page.evaluate(`{
    window.moves = [];
    let last = ${where};
    const frame = (now) => {
      const next = ${where};
      if (next !== last) window.moves.push(now);
      last = next;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }`);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline.frame', 'devtools.timeline.frame'] },
  });
  const start = performance.now();
  const moves: Promise<void>[] = [];
  for (let at = 0; at < PAN_MS; at = performance.now() - start) {
    // A wide loop, so that what lies beyond the window comes into it.
    const angle = at / 350;
    moves.push(page.mouse.move(START.x + 330 * Math.sin(angle), START.y + 220 * Math.sin(angle * 1.7)));
    await new Promise((done) => setTimeout(done, REPORT_MS));
  }
  const seconds = (performance.now() - start) / 1000;
  const collect = async (): Promise<number[]> => {
    const moved = await page.evaluate<number[]>('window.moves');
    const ended = new Promise((done) => session.once('Tracing.tracingComplete', done));
    await session.send('Tracing.end');
    await ended;
    await Promise.all(moves);
    await page.mouse.up();
    return moved;
  };
  const collected = collect();
  // One that comes too late is closed with its page.
  collected.catch(() => undefined);
  for (const move of moves) move.catch(() => undefined);
  const moved = await Promise.race([
    collected,
    new Promise<undefined>((done) => setTimeout(done, PATIENCE_MS, undefined).unref()),
  ]);
  if (!moved) return { frames: 0, longestMs: PATIENCE_MS };
  const painted = traced.filter(({ name }) => name === 'DrawFrame').length;
  const gaps = moved.slice(1).map((now, i) => now - moved[i]!);
  return { frames: Math.min(painted, moved.length) / seconds, longestMs: Math.max(0, ...gaps) };
}
