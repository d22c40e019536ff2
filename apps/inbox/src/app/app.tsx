import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router/dom';
import { queryClient } from './query-client.ts';
import { router } from './router.tsx';
import { spoken } from './preferences.ts';
import { SpokenPage } from './spoken-page.tsx';

/**
 * Pages change without React's transitions: those give way to whatever comes in, and a key that is pressed meanwhile would
 * act on what is about to go.
 *
 * Everything is drawn anew in another language; address, answers and drafts live outside and stay.
 */
export function App() {
  const language = spoken.use();
  return (
    <QueryClientProvider client={queryClient}>
      <SpokenPage />
      <RouterProvider key={language} router={router} useTransitions={false} />
    </QueryClientProvider>
  );
}
