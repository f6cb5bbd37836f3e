/** Log: what each step does, as JSON lines on stderr, where --verbose asks for it. */
import { destination, type Logger, pino } from 'pino';

export function openLog({ verbose }: { readonly verbose: boolean }): Logger {
  // Synchronous, so that the lines before a fault are there when it is read.
  return pino({ level: verbose ? 'debug' : 'silent', base: null }, destination({ fd: 2, sync: true }));
}
