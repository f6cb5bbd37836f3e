/** Where the package's data lies: the same folder seen from src/ and from dist/. */
import { fileURLToPath } from 'node:url';

export const packageRoot = fileURLToPath(new URL('..', import.meta.url));
