/** Vite: builds the explorer's page into dist/explore/page, which the server of `entente explore` hands out. */
import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  logLevel: 'warn',
  build: {
    outDir: '../../../dist/explore/page',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
  },
});
