import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Filled by the server with a fresh value for each page (CSP: no inline script or style without it). */
const noncePlaceholder = '{{nonce}}';

/** Schemas of the contract are TypeBox values; the browser takes only types and pure functions out of there. */
const pureRooms = /[\\/]packages[\\/](contract|forms|feel)[\\/]/;

/** Modules of the entry, the home page and the sign-in, which every visit needs. */
const startOfHall =
  /[\\/]node_modules[\\/](react|react-dom|scheduler|i18next|@tanstack|use-sync-external-store)[\\/]|[\\/]packages[\\/]contract[\\/]|[\\/]src[\\/](api[\\/](?!upload)|session|services|notices|shell|texts[\\/](index|zh|times)\.|screens[\\/](home|sign-in)[\\/]|ui[\\/](?!dialog|act-bar|tabs|load-more|phone-link|theme)|main\.tsx|routes\.tsx)/;

export default defineConfig({
  plugins: [react()],
  html: { cspNonce: noncePlaceholder },
  build: {
    manifest: true,
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !pureRooms.test(id) },
      output: {
        codeSplitting: {
          groups: [
            // What the home page needs is one file, not twenty: a phone pays a round trip for each.
            { name: 'start', test: startOfHall, priority: 2 },
            {
              name: 'pickers',
              test: /[\\/]node_modules[\\/](antd|@ant-design|@rc-component|dayjs|@emotion|stylis)[\\/]/,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
