import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Filled by the server with a fresh value for each page (CSP: no inline script or style without it). */
const noncePlaceholder = '{{nonce}}';

/** Schemas of the contract are TypeBox values; the browser takes only types and pure functions out of there. */
const pureRooms = /[\\/]packages[\\/](contract|forms|feel)[\\/]/;

export default defineConfig({
  plugins: [react()],
  html: { cspNonce: noncePlaceholder },
  build: {
    manifest: true,
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !pureRooms.test(id) },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
