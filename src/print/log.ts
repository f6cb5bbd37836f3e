/** Log: what each step does, as JSON lines on stderr; for --verbose. */
import { destination, type Logger, pino } from 'pino';

export function openLog(): Logger {
  // Synchronous, so that the lines before a fault are there when it is read.
  return pino({ level: 'debug', base: null }, destination({ fd: 2, sync: true }));
}
