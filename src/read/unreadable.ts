/** Unreadable: what a reader throws when an input is at fault; the way out becomes part of the result. */

/** The input is bad. `message` is one line: the value, the place and the next step. */
export class UnreadableInput extends Error {
  override readonly name = 'UnreadableInput';
}

const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'is not there; check the path',
  ENOTDIR: 'is not there: part of the path is a file; check the path',
  EACCES: 'may not be read; give this user read permission (chmod +r)',
  EPERM: 'may not be read; give this user read permission (chmod +r)',
  ELOOP: 'is a symbolic link that leads back to itself; point it at a file',
  ENAMETOOLONG: 'has a name too long for this system; check the path',
  EISDIR: 'is a folder where a file was expected; name a file',
  EIO: 'could not be read from the disk; check the disk and try again',
  EMFILE: 'could not be opened: too many open files; raise `ulimit -n`',
};

/** Says a file system error in plain words; anything else is no fault of the input and is thrown on. */
export function explainSystemError(error: unknown, place: string): UnreadableInput {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  const words = code === undefined ? undefined : SYSTEM_ERRORS[code];
  if (words === undefined) throw error;
  return new UnreadableInput(`${place}: ${words}`, { cause: error });
}
