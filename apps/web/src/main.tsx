import './ui/tokens.css';
import './ui/base.css';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isGuestPlace } from './api/guest-place.ts';
import { ProblemError } from './api/problem-error.ts';
import { makeRouter } from './routes.tsx';
import { startTexts } from './texts/index.ts';

/** Reading without a session leads to the sign-in and back; a form that cannot be saved stays where it is. */
const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (!(error instanceof ProblemError) || error.code !== 'session/required') return;
      const { pathname, href } = router.state.location;
      if (pathname === '/sign-in' || isGuestPlace()) return;
      void router.navigate({ to: '/sign-in', search: { next: href }, replace: true });
    },
  }),
  defaultOptions: {
    // The client itself repeats what failed on the way. Without a network that is said at once: by default a query
    // would wait for it behind its skeleton for ever.
    queries: { retry: false, staleTime: 10_000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

const router = makeRouter(queries);

/**
 * After an upgrade of the server a page that was open before asks for parts that are gone. Loading it anew brings
 * the new ones; drafts are saved. Not twice in a minute: when it does not help, the page says that it failed.
 */
addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem('yizhan.reloaded') ?? 0);
  if (Date.now() - last < 60_000) return;
  sessionStorage.setItem('yizhan.reloaded', String(Date.now()));
  location.reload();
});

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');

await startTexts();
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
