/** Vite: bundles the command line into dist/, so that a command starts without looking for hundreds of files. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

/** As npm leaves a package's command, so that `npx entente` finds it so after each build. */
const executable: Plugin = {
  name: 'executable',
  writeBundle: ({ dir }) => chmodSync(join(dir!, 'cli.js'), 0o755),
};

export default defineConfig({
  logLevel: 'warn',
  plugins: [executable],
  ssr: {
    target: 'node',
    noExternal: true,
    // Native code, and tables of words: what is not ours to move, or would gain nothing.
    external: ['@grafeo-db/js', '@xenova/transformers', 'eld', 'wink-lemmatizer'],
  },
  build: {
    ssr: 'src/cli.ts',
    target: 'node20',
    emptyOutDir: true,
    // Names of functions and files stay, for whoever reads a stack.
    minify: false,
    license: { fileName: 'licenses.md' },
    rolldownOptions: { output: { chunkFileNames: '[name].js' } },
  },
});
