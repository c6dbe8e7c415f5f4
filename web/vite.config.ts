import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// During development the API comes from a running server (or from tests/e2e/mock_server.mjs).
const api = process.env.FUPAN_API ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  server: {
    host: '127.0.0.1',
    // The glossary of docs/ is part of the app.
    fs: { allow: ['..'] },
    proxy: { '/api': api, '/feeds': api, '/openapi.json': api },
  },
  build: {
    target: 'es2022',
    // Mermaid is the only chunk above the default, and it loads only with a document that has a diagram.
    chunkSizeWarningLimit: 700,
    // The content security policy allows images and fonts as files only where they are files.
    assetsInlineLimit: 0,
    rollupOptions: {
      output: {
        // What every page needs and what rarely changes: kept by browsers over many releases of the app.
        manualChunks(id) {
          const isBase = /node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|@remix-run|@tanstack|i18next|react-i18next|@mantine|@floating-ui)\//;
          return isBase.test(id) ? 'base' : undefined;
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    css: false,
  },
});
