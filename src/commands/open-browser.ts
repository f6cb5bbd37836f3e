/** Opens an address in the web browser of this machine. */
import { spawn } from 'node:child_process';
import { tell } from './context.ts';

/** Where no browser can be opened the address stands printed. */
export function openBrowser(url: string): void {
  const command = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
  spawn(command, [url], { stdio: 'ignore', detached: true })
    .on('error', () => tell('no browser could be opened; open the address above'))
    .unref();
}
