/** Interrupt: Ctrl-C ends the run after the article at hand; a second one ends it at once. */
import { exitCodes, tell } from './context.ts';

export function listenForInterrupt(): AbortSignal {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    tell('stopping as soon as the article at hand is read; once more to stop at once');
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return controller.signal;
}
