/** Stamp: tells, without reading a file, that it holds what it held; and keeps what was found out of it then. */
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/** What a file's content cannot change without changing: which file it is, its size, its times to the nanosecond. */
export function stampOf(path: string): string | undefined {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat && [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(' ');
}

/** No room for it, no right to, no such folder. */
const NO_PLACE = ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'ENOENT'];

/**
 * Keeps a text in `file`, whole or not at all, for whoever may read what `of` may. It only saves time: where there is no
 * place for it, the next run finds it out again.
 */
export function keepBeside(file: string, of: string, text: string): void {
  const partial = `${file}.${process.pid}`;
  try {
    writeFileSync(partial, text, { mode: statSync(of).mode & 0o777 });
    renameSync(partial, file);
  } catch (fault) {
    rmSync(partial, { force: true });
    if (!NO_PLACE.includes((fault as NodeJS.ErrnoException).code ?? '')) throw fault;
  }
}
