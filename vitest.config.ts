import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A second, as it is by default, is too short for a page on a machine that does other things as well.
    expect: { poll: { timeout: 20_000 } },
    // The encoder's session is the memory and the time of a run: two workers share two cores well.
    maxWorkers: 2,
  },
});
