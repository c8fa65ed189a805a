import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The booth's state is written with Svelte's runes; no component is mounted here.
  plugins: [svelte()],
  test: { include: ['test/**/*.test.ts'], environment: 'node', testTimeout: 60_000 },
});
