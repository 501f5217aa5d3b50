import './ui/tokens.css';
import './ui/base.css';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ProblemError } from './api/problem-error.ts';
import { makeRouter } from './routes.tsx';
import { startTexts } from './texts/index.ts';

/** Reading without a session leads to the sign-in and back; a form that cannot be saved stays where it is. */
const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (!(error instanceof ProblemError) || error.code !== 'session/required') return;
      const { pathname, href } = router.state.location;
      if (pathname === '/sign-in') return;
      void router.navigate({ to: '/sign-in', search: { next: href }, replace: true });
    },
  }),
  // The client itself repeats what failed on the way.
  defaultOptions: { queries: { retry: false, staleTime: 10_000 } },
});

const router = makeRouter(queries);

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
